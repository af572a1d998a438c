package org.junheng.export.tables;

import java.io.IOException;
import java.io.Writer;
import java.util.function.Function;
import org.junheng.terms.Bilingual;

/** The description of an export for people: in Chinese, then in English. */
record ReadMe(ExportContent content) {
    static final String FILE = "README.md";

    private static final Bilingual FILES = new Bilingual("内容", "Contents");
    private static final Bilingual HEADER = new Bilingual("表 | 行数 | 说明", "table | rows | what it is");
    private static final Bilingual ORIGIN = new Bilingual("来源", "Origin");
    private static final Bilingual ROWS_LEFT_OUT = new Bilingual("工作表之外", "not in the sheet");
    private static final Bilingual STANDARDS = new Bilingual("所用标准与开关", "Standards and switches");
    private static final Bilingual SWITCHES = new Bilingual("开关", "switches");
    private static final Bilingual UNCONFIRMED = new Bilingual("其中未确认", "of them unconfirmed");
    private static final Bilingual ASSUMPTIONS = new Bilingual("约定", "Assumptions");
    private static final Bilingual DEFINITIONS = new Bilingual("定义", "Definitions");
    private static final Bilingual FORM = new Bilingual("文件形式", "Form of the files");
    private static final Bilingual CITE = new Bilingual("如何引用", "How to cite");
    private static final Bilingual REPRODUCE = new Bilingual("如何重现", "How to reproduce");
    private static final Bilingual RIGHTS = new Bilingual("许可", "Rights");

    void write(Writer out) throws IOException {
        out.write(section(Bilingual::zh));
        out.write("\n---\n\n");
        out.write(section(Bilingual::en));
    }

    private String section(Function<Bilingual, String> in) {
        var text = new StringBuilder();
        var origin = content.origin();
        text.append("# ").append(in.apply(content.title())).append("\n\n");
        content.warnings()
                .forEach(warning -> text.append("> ").append(in.apply(warning)).append("\n>\n"));
        if (!content.warnings().isEmpty()) {
            text.setLength(text.length() - 2);
            text.append('\n');
        }
        text.append(in.apply(content.summary())).append("\n");

        heading(text, in.apply(FORM));
        content.notes().forEach(note -> text.append("- ").append(in.apply(note)).append('\n'));

        heading(text, in.apply(FILES));
        text.append("| ").append(in.apply(HEADER)).append(" |\n|---|---:|---|\n");
        for (var part : content.parts()) {
            text.append("| `").append(part.relation().name()).append("` | ").append(part.rows());
            if (part.leftOut() > 0) {
                text.append(" (+")
                        .append(part.leftOut())
                        .append(' ')
                        .append(in.apply(ROWS_LEFT_OUT))
                        .append(')');
            }
            text.append(" | ")
                    .append(in.apply(part.relation().description()).replace("|", "\\|"))
                    .append(" |\n");
        }

        heading(text, in.apply(ORIGIN));
        item(text, in.apply(new Bilingual("快照", "snapshot")), origin.id());
        item(text, in.apply(new Bilingual("数据版本", "version of the data")), origin.version());
        item(text, in.apply(new Bilingual("程序版本", "code version")), origin.codeVersion());
        item(text, in.apply(new Bilingual("事实文件版本", "facts version")), origin.factsVersion());
        item(text, in.apply(new Bilingual("学年", "school years")), origin.years());
        item(text, in.apply(new Bilingual("普查方案", "census profiles")), origin.profiles());
        for (var source : origin.sources()) {
            item(
                    text,
                    in.apply(new Bilingual("数据来源", "source")),
                    source.name() + (source.licence() == null ? "" : " · " + source.licence()));
        }

        if (!origin.standards().isEmpty()) {
            heading(text, in.apply(STANDARDS));
            for (var standard : origin.standards()) {
                var title = standard.titleZh() == null || standard.titleEn() == null
                        ? ""
                        : " " + in.apply(new Bilingual(standard.titleZh(), standard.titleEn()));
                text.append("- `")
                        .append(standard.id())
                        .append('`')
                        .append(title)
                        .append('\n');
                if (standard.switches() != null) {
                    text.append("  - ")
                            .append(in.apply(SWITCHES))
                            .append(": ")
                            .append(standard.switches())
                            .append('\n');
                }
                if (standard.unconfirmed() != null) {
                    text.append("  - ")
                            .append(in.apply(UNCONFIRMED))
                            .append(": ")
                            .append(standard.unconfirmed())
                            .append('\n');
                }
            }
        }
        if (origin.assumptions() != null) {
            heading(text, in.apply(ASSUMPTIONS));
            origin.assumptions()
                    .lines()
                    .forEach(line -> text.append("- ").append(line).append('\n'));
        }

        heading(text, in.apply(DEFINITIONS));
        content.publication().definitions().forEach(each -> item(text, in.apply(each.title()), in.apply(each.text())));

        heading(text, in.apply(CITE));
        text.append(in.apply(content.filled(content.publication().texts().cite())))
                .append("\n\n`")
                .append(Citation.FILE)
                .append("`\n");
        heading(text, in.apply(RIGHTS));
        text.append(in.apply(content.publication().publisher().rights())).append('\n');
        heading(text, in.apply(REPRODUCE));
        text.append(in.apply(content.filled(content.publication().texts().reproduce())))
                .append('\n');
        return text.toString();
    }

    private static void heading(StringBuilder text, String heading) {
        text.append("\n## ").append(heading).append("\n\n");
    }

    private static void item(StringBuilder text, String name, String value) {
        if (value != null && !value.isBlank()) {
            text.append("- **").append(name).append("**: ").append(value).append('\n');
        }
    }
}
