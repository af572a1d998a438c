package org.junheng.dashboard.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What no reader types; as it stands in an address, so that encodings that are wrong stay wrong. */
final class HostileValues {
    private static final List<String> TEXTS = List.of(
            // SQL
            "'",
            "''",
            "\"",
            "' OR '1'='1",
            "' OR 1=1 --",
            "1 OR 1=1",
            "'; DROP TABLE school; --",
            "1; SELECT * FROM snapshot",
            "' UNION SELECT id FROM snapshot --",
            "') UNION ALL SELECT NULL, NULL --",
            "1 AND (SELECT count(*) FROM range(1000000000)) > 0",
            "' || (SELECT version()) || '",
            "$code",
            "$1",
            "?",
            ":year",
            "\\'",
            "E'\\x41'",
            "$$text$$",
            "/* comment */",
            "-- comment",
            "read_csv('/etc/passwd')",
            "ATTACH '/tmp/x.db'",
            "COPY school TO '/tmp/x'",
            "PRAGMA version",
            "SET enable_external_access=true",
            "INSTALL httpfs",
            "getenv('HOME')",
            "current_setting('access_mode')",
            "CAST('x' AS INTEGER)",
            // wildcards and patterns
            "%",
            "%%",
            "_",
            "%a%",
            "*",
            ".*",
            "(a+)+$",
            "[a-z]*",
            "[",
            "(",
            "\\",
            "^",
            // script and markup
            "<script>alert(1)</script>",
            "\"><script>alert(1)</script>",
            "'><img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "javascript:alert(1)",
            "</title><script>alert(1)</script>",
            "</script><script>alert(1)</script>",
            "<!--",
            "]]>",
            "&lt;script&gt;",
            "&#x3c;script&#x3e;",
            "\" autofocus onfocus=alert(1) x=\"",
            "' onmouseover='alert(1)",
            "{{7*7}}",
            "${7*7}",
            "#{7*7}",
            "${jndi:ldap://localhost/a}",
            "<%= 7*7 %>",
            "@{7*7}",
            "!{var x = 1;}",
            // spreadsheets
            "=1+1",
            "=HYPERLINK(\"http://localhost\")",
            "+1",
            "-1",
            "@SUM(A1)",
            // paths
            "../../etc/passwd",
            "..\\..\\windows",
            "/etc/passwd",
            "file:///etc/passwd",
            "http://localhost/",
            "//localhost/",
            ".",
            "..",
            "~1~0~1",
            "~",
            "~2",
            "a/b/c",
            // numbers
            "0",
            "-2147483649",
            "2147483648",
            "9223372036854775808",
            "99999999999999999999999999999999",
            "1e308",
            "1e999",
            "NaN",
            "Infinity",
            "0x7E8",
            "2024.0",
            "02024",
            "２０２４",
            "٢٠٢٤",
            "2024-01-01",
            "1,2",
            "true",
            "null",
            "NULL",
            "undefined",
            "[]",
            "{}",
            "[\"a\"]",
            "{\"a\":1}",
            // characters
            "\u0000",
            "a\u0000b",
            "\u0001",
            "\t",
            "\n",
            "\r\nX-Injected: yes",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u200b",
            "\u202etxt.exe",
            "\u2028",
            "\ufeff",
            "\ufffd",
            "\uffff",
            "e\u0301\u0301\u0301\u0301\u0301\u0301",
            "ﬁ",
            "ＳＥＬＥＣＴ",
            "ʼ",
            "İ",
            "ß",
            "𝟚𝟘𝟚𝟜",
            "👩‍👩‍👧‍👦",
            "\udbff\udfff",
            "某",
            " ",
            "  2024  ");
    private static final List<String> ENCODED = List.of(
            "%",
            "%2",
            "%zz",
            "%u0041",
            "%c0%ae%c0%ae%c0%af",
            "%ff",
            "%ed%a0%80",
            "%f4%90%80%80",
            "%e0%80%af",
            "%252e%252e%252f",
            "%2527",
            "%0d%0aSet-Cookie:%20a=b",
            "+",
            ";a=b",
            "a;b",
            "%26year=2024",
            "%23",
            "%3f");

    private HostileValues() {}

    static List<String> inAddress() {
        var all = new ArrayList<String>();
        TEXTS.forEach(text -> all.add(encoded(text)));
        all.addAll(ENCODED);
        for (int length : new int[] {61, 1_000, 6_000}) {
            all.add("a".repeat(length));
            all.add("%27".repeat(length / 3));
        }
        return all;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
