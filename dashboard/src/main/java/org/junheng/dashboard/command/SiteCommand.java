package org.junheng.dashboard.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junheng.dashboard.site.Site;
import org.junheng.dashboard.site.SiteBound;
import org.junheng.dashboard.site.SiteFolder;
import org.junheng.dashboard.snapshot.Catalogue;
import org.junheng.dashboard.snapshot.LiveSummary;
import org.junheng.dashboard.snapshot.Place;
import org.junheng.dashboard.snapshot.Snapshot.QueryBounds;
import org.junheng.summary.ExitCode;
import org.junheng.summary.command.Command;
import org.junheng.summary.command.CommonOptions;
import org.junheng.summary.command.Console;

/** Writes the pages of places as files for any web server; the other formats of {@code export} are the pipeline's. */
final class SiteCommand implements Command {
    private static final Duration TELL_EVERY = Duration.ofSeconds(5);
    private static final Duration LONGEST_QUERY = Duration.ofMinutes(2);

    enum Format {
        SITE
    }

    @ParametersDelegate
    private final CommonOptions common = new CommonOptions();

    @Parameter(names = "--format", descriptionKey = "site.format")
    private Format format;

    @Parameter(names = "--out", descriptionKey = "site.out", placeholder = "DIR")
    private Path out;

    @Parameter(names = "--county", descriptionKey = "site.county", placeholder = "CODE")
    private String county;

    @Parameter(names = "--city", descriptionKey = "site.city", placeholder = "CODE")
    private String city;

    @Parameter(names = "--public", descriptionKey = "site.public", hidden = true)
    private boolean forThePublic;

    @Override
    public ExitCode run(Console console) throws Exception {
        refuseWhatMakesNoSense();
        var threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        var bounds = new QueryBounds(threads, LONGEST_QUERY.multipliedBy(threads), LONGEST_QUERY);
        try (var live = LiveSummary.of(common.warehouse(), bounds, line -> {});
                var lease = live.lease()) {
            var snapshot = lease.snapshot();
            var folder = SiteFolder.of(out).orElseThrow(() -> Dashboard.wrongUsage("site.not_ours", out.toString()));
            var written = new Site(snapshot, bound(snapshot.catalogue()), threads).write(folder, progress(console));
            console.answerLine(
                    console.text("site.written", written.pages(), written.files(), written.bytes() / 1_000_000));
            return ExitCode.DONE;
        }
    }

    private void refuseWhatMakesNoSense() {
        if (format == null) {
            throw Dashboard.wrongUsage("site.other_format");
        }
        if (forThePublic) {
            throw Dashboard.wrongUsage("site.no_public");
        }
        if (out == null) {
            throw Dashboard.wrongUsage("usage.missing", "--out");
        }
        if (county != null && city != null) {
            throw Dashboard.wrongUsage("site.one_place");
        }
    }

    private SiteBound bound(Catalogue catalogue) {
        if (county != null) {
            return SiteBound.within(place(catalogue, "county", county.strip()));
        }
        return city == null ? SiteBound.NONE : SiteBound.within(place(catalogue, "city", city.strip()));
    }

    /** By code, or by a name that only one has. */
    private static Place place(Catalogue catalogue, String level, String asked) {
        return catalogue
                .place(level, asked)
                .or(() -> {
                    var named = catalogue.placesNamed(asked).stream()
                            .filter(each -> each.level().equals(level))
                            .toList();
                    return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
                })
                .orElseThrow(() -> Dashboard.wrongUsage("site.no_place." + level, asked));
    }

    private static Site.Progress progress(Console console) {
        return new Site.Progress() {
            private long next = System.nanoTime() + TELL_EVERY.toNanos();

            @Override
            public void made(int pages, int known) {
                if (System.nanoTime() > next) {
                    next = System.nanoTime() + TELL_EVERY.toNanos();
                    console.say("site.progress", pages, known);
                }
            }
        };
    }
}
