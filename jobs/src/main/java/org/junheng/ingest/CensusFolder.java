package org.junheng.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junheng.rulebook.CensusProfile;
import org.junheng.terms.Bilingual;
import org.junheng.warehouse.SourceFile;
import org.junheng.warehouse.SourceFile.State;
import org.junheng.warehouse.Warehouse;

/**
 * What each file of a census folder is: to be read by a plan, a file of divisions, refused, or not read.
 *
 * @param planned the files to read, with the state that they have before their rows are judged
 * @param plans their plans, in the same order
 * @param others refused and unread files
 * @param divisionFiles files of divisions that the folder brings
 */
public record CensusFolder(
        List<SourceFile> planned, List<FilePlan> plans, List<SourceFile> others, List<SourceFile> divisionFiles) {

    /**
     * Decides for every file.
     *
     * @param profiles the profiles that may fit: one, when the user named it
     */
    public static CensusFolder of(List<CensusFile> files, Collection<CensusProfile> profiles) {
        var folder = new CensusFolder(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var seen = new HashMap<String, String>();
        for (var file : files) {
            var before = seen.get(file.sha256());
            if (before != null) {
                var reason = Bilingual.format("内容与「%s」完全相同，不再读取", "the same bytes as '%s', not read again", before);
                folder.others.add(source(file, null, null, null, State.UNCHANGED, reason));
            } else if (folder.decide(file, profiles)) {
                // Only a file that is read stands for its copies: a name can be what keeps a file from being read.
                seen.put(file.sha256(), file.name());
            }
        }
        return folder;
    }

    /** Whether the file is read. */
    private boolean decide(CensusFile file, Collection<CensusProfile> profiles) {
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
        TextEncoding encoding;
        String[] header;
        try {
            encoding = TextEncoding.of(file.path());
            header = header(file, encoding);
        } catch (IOException | RuntimeException unreadable) {
            var reason = Bilingual.format(
                    "无法读取：%s；请重新取得该文件",
                    "cannot be read: %s; fetch the file again",
                    unreadable.getMessage() == null ? "the file ends too early" : unreadable.getMessage());
            others.add(source(file, null, null, null, State.REFUSED, reason));
            return false;
        }
        if (header.length == 0) {
            others.add(source(
                    file,
                    named.size() == 1 ? named.get(0) : null,
                    null,
                    encoding,
                    State.REFUSED,
                    new Bilingual("文件为空，没有表头", "the file is empty: it has no header")));
            return false;
        }
        var matches = named.stream()
                .map(profile -> HeaderMatch.of(profile, file.shortName(), header))
                .toList();
        var fitting = matches.stream().filter(HeaderMatch::fits).toList();
        if (fitting.size() == 1) {
            plan(file, fitting.get(0), encoding);
            return true;
        }
        others.add(refusal(file, encoding, matches, fitting));
        return false;
    }

    static String[] header(CensusFile file, TextEncoding encoding) throws IOException {
        try (var records = new CsvRecords(encoding.reader(file.path()))) {
            var first = records.next();
            return first == null ? new String[0] : first.cells();
        }
    }

    private void plan(CensusFile file, HeaderMatch match, TextEncoding encoding) {
        var source = source(file, match.profile(), match.year(), encoding, State.ACCEPTED, null);
        planned.add(source);
        plans.add(new FilePlan(
                file.name(),
                Warehouse.rawPath(source),
                file.sha256(),
                encoding,
                match.profile().profile(),
                match.year(),
                match.header(),
                match.yearColumn(),
                match.terms()));
    }

    private static SourceFile refusal(
            CensusFile file, TextEncoding encoding, List<HeaderMatch> matches, List<HeaderMatch> fitting) {
        if (fitting.size() > 1) {
            var ids = String.join(
                    ", ",
                    fitting.stream().map(match -> match.profile().profile()).toList());
            var reason = Bilingual.format(
                    "多个方案都适用（%s）；请用 --profile 指定其一", "several profiles fit (%s); choose one with --profile", ids);
            return source(file, null, null, encoding, State.REFUSED, reason);
        }
        var best = closest(matches).orElseThrow();
        var zh = new ArrayList<String>();
        var en = new ArrayList<String>();
        best.faults().stream().limit(5).forEach(fault -> {
            zh.add(fault.words().zh());
            en.add(fault.words().en());
        });
        int more = best.faults().size() - zh.size();
        var reason = new Bilingual(
                "第 1 行：表头与方案 %s 不符：%s%s；请改正表头，或运行 junheng inspect 查看"
                        .formatted(
                                best.profile().profile(),
                                String.join("，", zh),
                                more > 0 ? " 等 " + (more + 5) + " 处" : ""),
                "line 1: the header does not fit profile %s: %s%s; mend the header, or see junheng inspect"
                        .formatted(
                                best.profile().profile(),
                                String.join(", ", en),
                                more > 0 ? " and " + more + " more" : ""));
        return source(file, best.profile(), best.year(), encoding, State.REFUSED, reason);
    }

    /** The profile whose headers come closest: the fewest faults, then the most columns matched. */
    public static Optional<HeaderMatch> closest(List<HeaderMatch> matches) {
        return matches.stream()
                .min(java.util.Comparator.<HeaderMatch>comparingInt(
                                match -> match.faults().size() - match.matched().size())
                        .thenComparing(match -> match.profile().profile()));
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
                profile == null ? null : profile.licence());
    }
}
