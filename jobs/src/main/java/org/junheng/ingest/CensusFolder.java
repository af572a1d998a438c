package org.junheng.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.ReadingLimits;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.warehouse.SourceFile;
import org.junheng.warehouse.SourceFile.State;
import org.junheng.warehouse.Warehouse;

/**
 * What each file of a census folder is: to be read by a plan, a file of divisions, refused, or not read.
 *
 * @param planned the files to read, with the state that they have before their rows are judged
 * @param plans the plans of their sheets, in the order of the files
 * @param others refused and unread files
 * @param divisionFiles files of divisions that the folder brings
 */
public record CensusFolder(
        List<SourceFile> planned, List<SheetPlan> plans, List<SourceFile> others, List<SourceFile> divisionFiles) {

    /**
     * Decides for every file.
     *
     * @param profiles the profiles that may fit: one, when the user named it
     * @param arrivals hash of a file → the ingest of this warehouse in which it first came, from 1
     */
    public static CensusFolder of(
            List<CensusFile> files,
            Collection<CensusProfile> profiles,
            ReadingLimits limits,
            Map<String, Integer> arrivals) {
        var folder = new CensusFolder(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var seen = new HashMap<String, String>();
        for (var file : files) {
            var before = seen.get(file.sha256());
            if (before != null) {
                var reason = Bilingual.format("内容与「%s」完全相同，不再读取", "the same bytes as '%s', not read again", before);
                folder.others.add(source(file, null, null, null, State.UNCHANGED, reason));
            } else if (folder.decide(file, profiles, limits)) {
                // Only a file that is read stands for its copies: a name can be what keeps a file from being read.
                seen.put(file.sha256(), file.name());
            }
        }
        folder.rank(profiles, arrivals);
        return folder;
    }

    /** Ranks the deliveries: by what their paths say of the time, then by the ingest in which they first came. */
    private void rank(Collection<CensusProfile> profiles, Map<String, Integer> arrivals) {
        int next = arrivals.values().stream().mapToInt(each -> each).max().orElse(0) + 1;
        planned.replaceAll(file -> file.arrivedIn(arrivals.getOrDefault(file.sha256(), next)));
        var byId = new HashMap<String, CensusProfile>();
        profiles.forEach(profile -> byId.put(profile.profile(), profile));
        var times = new TreeSet<String>();
        var timeOfFile = new ArrayList<String>();
        for (var file : planned) {
            var submitted = byId.get(file.profile()).files().submitted(file.name());
            var time = submitted + "\t%09d".formatted(file.arrival());
            times.add(time);
            timeOfFile.add(time);
        }
        var order = List.copyOf(times);
        plans.replaceAll(plan -> plan.ranked(order.indexOf(timeOfFile.get(plan.file())) + 1));
    }

    /** Whether the file is read. */
    private boolean decide(CensusFile file, Collection<CensusProfile> profiles, ReadingLimits limits) {
        for (var profile : profiles) {
            if (profile.hasDivisions()
                    && profile.divisions().file() != null
                    && profile.divisions().file().matcher(file.shortName()).matches()) {
                divisionFiles.add(source(
                        file, profile, null, null, State.ACCEPTED, new Bilingual("区划文件", "a file of divisions")));
                return true;
            }
        }
        var named = profiles.stream()
                .filter(profile -> profile.files().fit(file.shortName()))
                .toList();
        if (named.isEmpty()) {
            others.add(source(
                    file,
                    null,
                    null,
                    null,
                    State.NOT_READ,
                    new Bilingual("文件名不属于任何方案", "no profile names such a file")));
            return false;
        }
        List<FileMatch> matches;
        TextEncoding encoding;
        try (var sheets = CensusSheets.open(file.path(), file.name(), limits)) {
            encoding = sheets.encoding();
            matches = matches(file, sheets, named);
        } catch (FaultException refused) {
            others.add(source(file, only(named), null, null, State.REFUSED, refused.whole()));
            return false;
        } catch (IOException | RuntimeException unreadable) {
            var reason = Bilingual.format(
                    "无法读取：%s；请重新取得该文件",
                    "cannot be read: %s; fetch the file again",
                    unreadable.getMessage() == null ? "the file ends too early" : unreadable.getMessage());
            others.add(source(file, only(named), null, null, State.REFUSED, reason));
            return false;
        }
        if (matches.stream().allMatch(match -> match.sheets().isEmpty()) && encoding != null) {
            others.add(source(
                    file,
                    only(named),
                    null,
                    encoding,
                    State.REFUSED,
                    new Bilingual("文件为空，没有表头", "the file is empty: it has no header")));
            return false;
        }
        var fitting = FileMatch.fitting(matches);
        if (fitting.size() == 1) {
            plan(file, fitting.get(0), encoding);
            return true;
        }
        others.add(refusal(file, encoding, matches, fitting));
        return false;
    }

    private static CensusProfile only(List<CensusProfile> profiles) {
        return profiles.size() == 1 ? profiles.get(0) : null;
    }

    static List<FileMatch> matches(CensusFile file, CensusSheets sheets, List<CensusProfile> profiles)
            throws IOException {
        var matches = new ArrayList<FileMatch>();
        for (var profile : profiles) {
            matches.add(FileMatch.of(profile, file, sheets));
        }
        return matches;
    }

    private void plan(CensusFile file, FileMatch match, TextEncoding encoding) {
        var unread = match.unread().isEmpty()
                ? null
                : Bilingual.format("未读的表：%s", "sheets not read: %s", String.join(", ", match.unread()));
        var source = source(file, match.profile(), match.year(), encoding, State.ACCEPTED, unread);
        for (var sheet : match.sheets()) {
            var header = sheet.match();
            plans.add(new SheetPlan(
                    planned.size(),
                    file.name(),
                    Warehouse.rawPath(source),
                    file.sha256(),
                    encoding,
                    sheet.sheet(),
                    match.profile().profile(),
                    header.table().table(),
                    header.year(),
                    0,
                    header.header(),
                    sheet.header().lastLine(),
                    header.yearColumn(),
                    header.itemColumn(),
                    header.terms(),
                    header.classList()));
        }
        planned.add(source);
    }

    private static SourceFile refusal(
            CensusFile file, TextEncoding encoding, List<FileMatch> matches, List<FileMatch> fitting) {
        if (fitting.size() > 1) {
            var ids = String.join(
                    ", ",
                    fitting.stream().map(match -> match.profile().profile()).toList());
            var reason = Bilingual.format(
                    "多个方案都适用（%s）；请用 --profile 指定其一", "several profiles fit (%s); choose one with --profile", ids);
            return source(file, null, null, encoding, State.REFUSED, reason);
        }
        var best = FileMatch.closest(matches).orElseThrow();
        var reasons = best.reasons();
        var reason = new Bilingual(
                reasons.zh() + "；请改正表头，或运行 junheng inspect 查看",
                reasons.en() + "; mend the header, or see junheng inspect");
        return source(file, best.profile(), best.year(), encoding, State.REFUSED, reason);
    }

    private static SourceFile source(
            CensusFile file,
            CensusProfile profile,
            Integer year,
            TextEncoding encoding,
            State state,
            Bilingual reason) {
        return new SourceFile(
                file.sha256(),
                file.name(),
                profile == null ? null : profile.profile(),
                year,
                encoding == null ? null : encoding.title(),
                state,
                reason == null ? null : reason.both(),
                0,
                0,
                0,
                profile == null ? null : profile.source(),
                profile == null ? null : profile.licence(),
                0);
    }
}
