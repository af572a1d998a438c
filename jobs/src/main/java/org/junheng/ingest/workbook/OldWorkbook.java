package org.junheng.ingest.workbook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;

/**
 * The compound file ([MS-CFB]): the container of workbooks before 2007, and of a new workbook that is locked with a
 * password.
 */
final class OldWorkbook {
    private static final byte[] MAGIC = {
        (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
    };
    /** The stream with the workbook in it ([MS-OFFCRYPTO] 2.3.4.4), as its name stands in the directory. */
    private static final String LOCKED =
            new String("EncryptedPackage".getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);

    private static final int BUFFER = 1 << 16;

    private OldWorkbook() {}

    static boolean begins(byte[] first) {
        return Workbook.startsWith(first, MAGIC);
    }

    static FaultException refusal(Path file, WorkbookFaults faults) throws IOException {
        if (isLocked(file)) {
            return faults.of(
                    "workbook.encrypted",
                    new Bilingual("工作簿已加密，需要密码", "the workbook is locked with a password"),
                    new Bilingual("请去掉密码，另存为 .xlsx 后重新报送", "remove the password, save it as .xlsx and send that"),
                    null);
        }
        return faults.otherFormat(new Bilingual(
                "文件是旧格式的工作簿（.xls）或其他旧文档", "the file is a workbook of the old format (.xls), or another old document"));
    }

    private static boolean isLocked(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var window = "";
            while (true) {
                var bytes = in.readNBytes(BUFFER);
                if (bytes.length == 0) {
                    return false;
                }
                window += new String(bytes, StandardCharsets.ISO_8859_1);
                if (window.contains(LOCKED)) {
                    return true;
                }
                window = window.substring(Math.max(0, window.length() - LOCKED.length()));
            }
        }
    }
}
