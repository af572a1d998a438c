package org.junheng.dashboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who sends or takes slowly does not hold others up. */
class SlowClientsTest {
    private static final int SLOW = 200;
    private static final long QUICK_MILLIS = 2_000;

    @TempDir
    Path warehouse;

    @Test
    void twoHundredWhoNeverEndTheirHeadersAndTwoHundredWhoNeverReadLeaveRoom() throws Exception {
        var slow = new ArrayList<Socket>();
        try (var dashboard = RunningDashboard.in(warehouse)) {
            dashboard.get("/zh/");
            for (int i = 0; i < SLOW; i++) {
                slow.add(begun(dashboard.port(), "GET /zh/ HTTP/1.1\r\nHost: local"));
                // The greatest file, uncompressed, many times: more than the buffers of the connection take.
                slow.add(begun(
                        dashboard.port(), "GET /assets/echarts.js HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(20)));
            }
            for (int i = 0; i < 20; i++) {
                long begin = System.nanoTime();
                assertThat(dashboard.get("/zh/").status()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - begin).toMillis())
                        .isLessThan(QUICK_MILLIS);
            }
            assertThat(closedInTime(slow.get(0))).isTrue();
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void whoSendsAByteNowAndThenIsCutOff() throws Exception {
        try (var dashboard = RunningDashboard.in(warehouse);
                var socket = begun(dashboard.port(), "GET /zh/ HTTP/1.1\r\n")) {
            long begin = System.nanoTime();
            boolean cut = false;
            while (!cut && System.nanoTime() - begin < 3 * ServerLimits.FIRST_REQUEST.toNanos()) {
                Thread.sleep(500);
                try {
                    socket.getOutputStream().write("X: a\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    cut = true;
                }
            }
            assertThat(cut).isTrue();
        }
    }

    private static Socket begun(int port, String bytes) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static boolean closedInTime(Socket socket) throws IOException {
        socket.setSoTimeout((int) (2 * ServerLimits.IDLE.toMillis()));
        var in = socket.getInputStream();
        try {
            while (in.read() >= 0) {
                continue;
            }
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return List.of("Connection reset").stream().anyMatch(String.valueOf(e.getMessage())::contains);
        }
        return true;
    }
}
