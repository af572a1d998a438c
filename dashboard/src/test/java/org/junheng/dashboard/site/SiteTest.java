package org.junheng.dashboard.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junheng.dashboard.PublishedSample;
import org.junheng.dashboard.snapshot.LiveSummary;
import org.junheng.dashboard.snapshot.Place;
import org.junheng.dashboard.snapshot.Snapshot.QueryBounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site as a web server would have it. */
class SiteTest {
    private static final Pattern LINK = Pattern.compile("(?:href|src|action)=\"([^\"]*)\"");

    private static Site.Written write(Path out, String... county) throws Exception {
        try (var live = LiveSummary.of(PublishedSample.warehouse(), QueryBounds.DEFAULT, line -> {});
                var lease = live.lease()) {
            var snapshot = lease.snapshot();
            var bound = county.length == 0
                    ? SiteBound.NONE
                    : SiteBound.within(
                            snapshot.catalogue().place("county", county[0]).orElseThrow());
            return new Site(snapshot, bound, 2).write(SiteFolder.of(out).orElseThrow(), (made, known) -> {});
        }
    }

    private static String anyCounty() {
        try (var live = LiveSummary.of(PublishedSample.warehouse(), QueryBounds.DEFAULT, line -> {});
                var lease = live.lease()) {
            return lease.snapshot().catalogue().places("county").get(0).code();
        }
    }

    private static Map<String, String> files(Path site) throws IOException {
        var files = new TreeMap<String, String>();
        try (Stream<Path> all = Files.walk(site)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        site.relativize(file).toString().replace('\\', '/'),
                        Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    /** Follows every link from the first page; each must lead to a file. */
    private static Set<String> reached(Path site) throws IOException {
        var seen = new HashSet<String>(Set.of("index.html"));
        var queue = new ArrayDeque<>(seen);
        while (!queue.isEmpty()) {
            var file = queue.poll();
            if (!file.endsWith(".html")) {
                continue;
            }
            var links = LINK.matcher(Files.readString(site.resolve(file)));
            while (links.find()) {
                var href = links.group(1);
                if (href.startsWith("#") || href.startsWith("https://")) {
                    continue;
                }
                assertThat(href).as(file).doesNotContain("?", ":").doesNotStartWith("/");
                var path = URLDecoder.decode(href.replaceAll("#.*", ""), StandardCharsets.UTF_8);
                var target = site.resolve(file).getParent().resolve(path).normalize();
                assertThat(target)
                        .as(file + " leads to " + href)
                        .isRegularFile()
                        .startsWith(site);
                var name = site.relativize(target).toString().replace('\\', '/');
                if (seen.add(name)) {
                    queue.add(name);
                }
            }
        }
        return seen;
    }

    @Test
    void every_link_is_relative_and_leads_to_a_file_and_pages_of_today_can_be_reached(@TempDir Path folder)
            throws Exception {
        var site = folder.resolve("site");
        var written = write(site);
        var pages = new TreeSet<>(files(site).keySet());
        assertThat(written.files()).isEqualTo(pages.size());
        pages.removeIf(file -> !file.endsWith(".html"));
        assertThat(pages)
                .contains("index.html", "zh/index.html", "en/index.html", "en/county/" + anyCounty() + ".html");
        var former = former();
        pages.removeIf(file -> former.stream().anyMatch(code -> file.contains("/" + FileName.of(code))));
        assertThat(reached(site)).containsAll(pages);
    }

    /** Places that are no more are told of by those that followed them, at most. */
    private static Set<String> former() {
        try (var live = LiveSummary.of(PublishedSample.warehouse(), QueryBounds.DEFAULT, line -> {});
                var lease = live.lease()) {
            var catalogue = lease.snapshot().catalogue();
            int last = catalogue.years().get(catalogue.years().size() - 1);
            return catalogue.levels().stream()
                    .flatMap(level -> catalogue.places(level).stream())
                    .filter(place -> place.lastYear() < last)
                    .map(Place::code)
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void the_same_snapshot_gives_the_same_bytes_and_takes_the_place_of_an_earlier_site(@TempDir Path folder)
            throws Exception {
        var site = folder.resolve("site");
        write(site);
        var first = files(site);
        Files.writeString(site.resolve("zh/left-over.html"), "of an earlier site");
        write(site);
        assertThat(files(site)).isEqualTo(first);
        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside).containsExactly(site);
        }
    }

    @Test
    void a_site_of_one_county_begins_with_its_page_and_names_no_other(@TempDir Path folder) throws Exception {
        var county = anyCounty();
        var site = folder.resolve("site");
        write(site, county);
        var pages = files(site);
        assertThat(pages.get("index.html")).contains("href=\"zh/county/" + county + ".html\"");
        assertThat(pages.keySet().stream().filter(file -> file.startsWith("zh/county/")))
                .containsExactly("zh/county/" + county + ".html");
        assertThat(pages).doesNotContainKey("zh/index.html");
        reached(site);
    }

    @Test
    void pages_need_no_server_headers_and_offer_nothing_that_needs_one(@TempDir Path folder) throws Exception {
        var site = folder.resolve("site");
        write(site, anyCounty());
        files(site).forEach((name, text) -> {
            if (name.endsWith(".html")) {
                assertThat(text)
                        .as(name)
                        .contains("http-equiv=\"Content-Security-Policy\"")
                        .doesNotContain("<form");
            }
        });
    }

    @Test
    void codes_become_different_file_names_that_every_system_takes() {
        assertThat(FileName.of("530302")).isEqualTo("530302");
        assertThat(FileName.of("南投縣/中寮鄉")).isEqualTo("南投縣~2F~中寮鄉");
        assertThat(FileName.of("CON")).isEqualTo("CON~");
        assertThat(FileName.of("a:b*c?.")).matches("[A-Za-z0-9~]+");
        assertThat(FileName.of("学".repeat(300)).getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(200);
        assertThat(FileName.of("学".repeat(300))).isNotEqualTo(FileName.of("学".repeat(301)));
    }

    @Test
    void a_folder_of_others_is_left_alone(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("letter.txt"), "not ours");
        assertThat(SiteFolder.of(folder)).isEmpty();
        assertThat(SiteFolder.of(folder.resolve("letter.txt"))).isEmpty();
        assertThat(SiteFolder.of(folder.resolve("new"))).isPresent();
    }
}
