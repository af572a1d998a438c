package org.junheng.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Warehouses that the pipeline has published, made by running it as a process of its own: the dashboard knows its files only. They
 * are kept under target, by what they were made of, so that a second run of the tests does not make them again.
 */
public final class PublishedSample {
    private static final Path HOME =
            Path.of(System.getProperty("junheng.home", "..")).toAbsolutePath().normalize();
    private static final Path JOBS = HOME.resolve("jobs/target");
    private static final Path KEPT = HOME.resolve("dashboard/target/published");
    private static final long MOST_MINUTES = 10;
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "jdk.internal.ref",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.util.calendar");

    private PublishedSample() {}

    /** The census that {@code junheng nightly} makes up where none is given: 42 counties, ten years. */
    public static Path warehouse() {
        return kept("sample", folder -> run("nightly", "--warehouse", folder.resolve("warehouse")));
    }

    /** Another snapshot: few counties, three years, other figures. */
    public static Path other() {
        return kept("other", folder -> {
            var census = folder.resolve("census");
            run(
                    "sample",
                    "--out",
                    census,
                    "--counties",
                    4,
                    "--schools-per-county",
                    12,
                    "--years",
                    "2022-2024",
                    "--seed",
                    7);
            run("nightly", "--census", census, "--warehouse", folder.resolve("warehouse"));
        });
    }

    /** A real census with counties and schools, without a law that judges them. */
    public static Path taiwan() {
        var census = SharedData.folder("data/tw_primary_2017_2022");
        return kept(
                "taiwan",
                folder -> run(
                        "nightly",
                        "--census",
                        census,
                        "--profile",
                        "tw-primary",
                        "--warehouse",
                        folder.resolve("warehouse")));
    }

    private interface Making {
        void in(Path folder) throws IOException;
    }

    private static synchronized Path kept(String name, Making making) {
        if (!Files.isDirectory(JOBS.resolve("classes")) || !Files.isDirectory(JOBS.resolve("distribution/spark"))) {
            throw new IllegalStateException(
                    "the pipeline that publishes the tests' data is not built: run ./mvnw -B verify, or ./mvnw -B -pl jobs -am package -DskipTests");
        }
        try {
            Files.createDirectories(KEPT);
            try (var channel = FileChannel.open(
                            KEPT.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = channel.lock()) {
                assertThat(held.isValid()).isTrue();
                return made(name, making);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path made(String name, Making making) throws IOException {
        var key = key();
        removeOthers(key);
        var folder = KEPT.resolve(key).resolve(name);
        var whole = folder.resolve("whole");
        if (!Files.exists(whole)) {
            remove(folder);
            Files.createDirectories(folder);
            making.in(folder);
            Files.createFile(whole);
        }
        return folder.resolve("warehouse");
    }

    /** What the published files depend on: the program and its facts. */
    private static String key() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var root :
                    List.of(JOBS.resolve("classes"), HOME.resolve("summary/target/classes"), HOME.resolve("schemas"))) {
                for (var file : files(root)) {
                    digest.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                    digest.update(Files.readAllBytes(file));
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (var walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void removeOthers(String key) throws IOException {
        try (var kept = Files.list(KEPT)) {
            for (var folder : kept.filter(Files::isDirectory)
                    .filter(each -> !each.getFileName().toString().equals(key))
                    .toList()) {
                remove(folder);
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var walk = Files.walk(folder)) {
            for (var each : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static void run(Object... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-Xmx2g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:+IgnoreUnrecognizedVMOptions"));
        OPENED.forEach(each -> command.add("--add-opens=java.base/" + each + "=ALL-UNNAMED"));
        command.add("--add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dfile.encoding=UTF-8");
        command.add("-Djunheng.home=" + HOME);
        command.addAll(List.of("-cp", classPath(), "org.junheng.command.Junheng"));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        var said = Files.createTempFile("junheng", ".log");
        try {
            var builder = new ProcessBuilder(command)
                    .directory(HOME.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            builder.environment().put("LC_ALL", "C.UTF-8");
            var process = builder.start();
            boolean ended = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
            process.destroyForcibly();
            assertThat(ended && process.exitValue() == 0)
                    .as(
                            "%s said: %s",
                            String.join(
                                    " ",
                                    Stream.of(arguments).map(Object::toString).toList()),
                            Files.readString(said))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Files.delete(said);
        }
    }

    /** The classes of this build, then the jars that the launcher takes, each name once. */
    private static String classPath() throws IOException {
        var jars = new ArrayList<Path>();
        for (var kind : List.of("light", "spark")) {
            try (var all = Files.list(JOBS.resolve("distribution").resolve(kind))) {
                all.filter(jar -> jar.toString().endsWith(".jar"))
                        .filter(jar -> jars.stream()
                                .noneMatch(other -> other.getFileName().equals(jar.getFileName())))
                        .sorted()
                        .forEach(jars::add);
            }
        }
        return Stream.concat(Stream.of(JOBS.resolve("classes"), HOME.resolve("summary/target/classes")), jars.stream())
                .map(Path::toString)
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }
}
