package org.junheng.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@InBrowser
class PaperTest {
    private static final Pattern SHEET = Pattern.compile("/Type\\s*/Page[^s]");

    @ParameterizedTest
    @CsvSource({"/zh/county/530302, 8", "/en/county/530302, 8"})
    void a_county_goes_on_few_sheets_of_paper(String address, int most, BrowserSession session) {
        try (var reader = session.reader()) {
            var paper = reader.open(address).pdf(new Page.PdfOptions().setFormat("A4"));
            long sheets = SHEET.matcher(new String(paper, StandardCharsets.ISO_8859_1))
                    .results()
                    .count();
            assertThat(sheets).isBetween(1L, (long) most);
            assertThat(reader.faults()).isEmpty();
        }
    }
}
