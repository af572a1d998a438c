import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Clients that ask a dashboard for random addresses of a mix, each the next as soon as it has the last: {@code java Load.java
 * URL ADDRESSES SECONDS CLIENTS EVERY}. Latencies are those of the requests as they were (wrk adds requests that it thinks
 * should have been made). Every EVERY-th answer is read: the snapshot its header names must be the one its body names.
 */
final class Load {
    private static final Map<String, Integer> SHARES = Map.of(
            "overview", 5, "province", 5, "city", 15, "county", 35, "county_year", 5, "school", 15, "ledger", 10, "api", 10);
    private static final Pattern SAID = Pattern.compile("data-snapshot=\"([0-9a-f]{16})\"|\"snapshot\" ?: ?\"([0-9a-f]{16})\"");

    private record Address(String kind, String path) {}

    private record Answer(String kind, String path, long nanos, int status) {}

    private final String host;
    private final int port;
    private final int every;
    private final Map<String, List<Address>> byKind = new TreeMap<>();
    private final List<String> drawn = new ArrayList<>();

    private Load(URI url, Path addresses, int every) throws IOException {
        host = url.getHost();
        port = url.getPort();
        this.every = every;
        for (var line : Files.readAllLines(addresses)) {
            var parts = line.split("\t");
            byKind.computeIfAbsent(parts[0], kind -> new ArrayList<>()).add(new Address(parts[0], parts[1]));
        }
        byKind.keySet().forEach(kind -> {
            for (int i = 0; i < SHARES.get(kind); i++) {
                drawn.add(kind);
            }
        });
    }

    private final class Client extends Thread {
        private final Random chance;
        private final long end;
        private final List<Answer> answers = new ArrayList<>();
        private final TreeSet<String> snapshots = new TreeSet<>();
        private int compared;
        private int mixed;
        private int broken;
        private long bytes;
        private Socket socket;
        private InputStream in;

        Client(int number, long end) {
            this.chance = new Random(number);
            this.end = end;
        }

        @Override
        public void run() {
            while (System.nanoTime() < end) {
                var addresses = byKind.get(drawn.get(chance.nextInt(drawn.size())));
                var address = addresses.get(chance.nextInt(addresses.size()));
                try {
                    ask(address);
                } catch (IOException | RuntimeException e) {
                    broken++;
                    socket = null;
                }
            }
        }

        private void ask(Address address) throws IOException {
            if (socket == null) {
                socket = new Socket();
                socket.connect(new InetSocketAddress(host, port), 5_000);
                socket.setSoTimeout(30_000);
                socket.setTcpNoDelay(true);
                in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            }
            long begin = System.nanoTime();
            socket.getOutputStream()
                    .write(("GET " + address.path() + " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            int status = Integer.parseInt(line().substring(9, 12));
            int length = 0;
            boolean compressed = false;
            String id = null;
            for (var header = line(); !header.isEmpty(); header = line()) {
                int colon = header.indexOf(':');
                var value = header.substring(colon + 1).strip();
                switch (header.substring(0, colon).toLowerCase()) {
                    case "content-length" -> length = Integer.parseInt(value);
                    case "content-encoding" -> compressed = value.equals("gzip");
                    case "x-junheng-snapshot" -> id = value;
                    default -> {}
                }
            }
            var body = in.readNBytes(length);
            if (body.length < length) {
                throw new IOException("cut");
            }
            answers.add(new Answer(address.kind(), address.path(), System.nanoTime() - begin, status));
            bytes += length;
            if (id != null) {
                snapshots.add(id);
            }
            if (status == 200 && answers.size() % every == 0) {
                compare(body, compressed, id);
            }
        }

        private void compare(byte[] body, boolean compressed, String id) throws IOException {
            var text = compressed
                    ? new String(
                            new GZIPInputStream(new java.io.ByteArrayInputStream(body)).readAllBytes(),
                            StandardCharsets.UTF_8)
                    : new String(body, StandardCharsets.UTF_8);
            var said = SAID.matcher(text);
            compared++;
            boolean found = false;
            while (said.find()) {
                found = true;
                var named = said.group(1) == null ? said.group(2) : said.group(1);
                if (!named.equals(id)) {
                    mixed++;
                }
            }
            if (!found) {
                mixed++;
            }
        }

        private String line() throws IOException {
            var line = new ByteArrayOutputStream(64);
            for (int each = in.read(); each != '\n'; each = in.read()) {
                if (each < 0) {
                    throw new IOException("closed");
                }
                if (each != '\r') {
                    line.write(each);
                }
            }
            return line.toString(StandardCharsets.US_ASCII);
        }
    }

    public static void main(String[] arguments) throws Exception {
        var load = new Load(URI.create(arguments[0]), Path.of(arguments[1]), Integer.parseInt(arguments[4]));
        long seconds = Long.parseLong(arguments[2]);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        var clients = new ArrayList<Client>();
        for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
            clients.add(load.new Client(i, end));
        }
        clients.forEach(Thread::start);
        for (var client : clients) {
            client.join();
        }
        report(clients, seconds);
    }

    private static void report(List<Client> clients, long seconds) {
        var all = new ArrayList<Answer>();
        var snapshots = new TreeSet<String>();
        clients.forEach(client -> all.addAll(client.answers));
        clients.forEach(client -> snapshots.addAll(client.snapshots));
        var refused = new TreeMap<Integer, Integer>();
        all.stream().filter(each -> each.status() != 200).forEach(each -> refused.merge(each.status(), 1, Integer::sum));
        System.out.printf(
                "requests %d, %d a second, %.1f MB a second; broken %d, other than 200: %s%n",
                all.size(),
                all.size() / seconds,
                clients.stream().mapToLong(client -> client.bytes).sum() / 1e6 / seconds,
                clients.stream().mapToInt(client -> client.broken).sum(),
                refused.isEmpty() ? "0" : refused);
        System.out.printf(
                "snapshots %s; answers read %d, mixed %d%n",
                snapshots,
                clients.stream().mapToInt(client -> client.compared).sum(),
                clients.stream().mapToInt(client -> client.mixed).sum());
        line("all", all);
        var kinds = new TreeMap<String, List<Answer>>();
        all.forEach(each -> kinds.computeIfAbsent(each.kind(), kind -> new ArrayList<>()).add(each));
        kinds.forEach(Load::line);
        all.stream()
                .filter(each -> each.status() != 200)
                .map(Answer::path)
                .distinct()
                .limit(5)
                .forEach(path -> System.out.println("not 200: " + path));
    }

    private static void line(String name, List<Answer> answers) {
        var sorted = answers.stream().mapToLong(Answer::nanos).sorted().toArray();
        System.out.printf(
                "%-12s %7d  ms: p50 %6.1f  p95 %6.1f  p99 %6.1f  max %6.1f%n",
                name, sorted.length, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(long[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))] / 1e6;
    }
}
