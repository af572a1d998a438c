package org.junheng.dashboard.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junheng.summary.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Takes pictures for people to look at: mvn test -Dtest=PicturesTest -Djunheng.pictures=DIR. */
@InBrowser
@EnabledIfSystemProperty(
        named = "junheng.pictures",
        matches = ".+",
        disabledReason = "asked for with -Djunheng.pictures=DIR")
class PicturesTest {
    @Test
    void takes_a_picture_of_each_page_light_dark_on_a_phone_and_on_paper(BrowserSession session) throws IOException {
        var folder = Files.createDirectories(Path.of(System.getProperty("junheng.pictures")));
        for (var look : Look.values()) {
            try (var reader = session.reader(options -> {
                options.setColorScheme(look == Look.DARK ? ColorScheme.DARK : ColorScheme.LIGHT);
                if (look == Look.PHONE) {
                    options.setViewportSize(390, 844).setDeviceScaleFactor(2);
                }
            })) {
                for (var walked : Walk.through(session)) {
                    for (var language : Language.values()) {
                        take(
                                reader.open(walked.address(language)),
                                look,
                                folder.resolve(fileName(walked.toString(), language, look)));
                    }
                }
            }
        }
    }

    private enum Look {
        LIGHT,
        DARK,
        PHONE,
        PAPER
    }

    private static void take(Page page, Look look, Path file) {
        if (look == Look.PAPER) {
            page.pdf(new Page.PdfOptions().setFormat("A4").setPath(file));
        } else {
            page.screenshot(
                    new Page.ScreenshotOptions().setFullPage(look != Look.PHONE).setPath(file));
        }
    }

    private static String fileName(String walked, Language language, Look look) {
        var name = walked.equals("/") ? "overview" : walked.substring(1).replaceAll("[^A-Za-z0-9]+", "-");
        var ending = look == Look.PAPER ? ".pdf" : ".png";
        return name + "-" + language.code() + "-" + look.name().toLowerCase(java.util.Locale.ROOT) + ending;
    }
}
