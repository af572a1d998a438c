package org.junheng.dashboard.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Who may read: everybody on this machine; from elsewhere whoever has the token, or whoever a reverse proxy has let through.
 *
 * @param host the address to listen on
 * @param token the secret that readers from elsewhere give; empty where there is none
 * @param behindProxy whether a reverse proxy in front of this server decides who may read
 */
public record Access(String host, Optional<String> token, boolean behindProxy) {
    public static final String LOOPBACK = "127.0.0.1";
    private static final int SHORTEST_TOKEN = 16;

    /** What is wrong with the choice; empty when nothing is. The message key is {@code access.<text>}. */
    public Optional<String> mistake() {
        if (token.isPresent() && token.get().length() < SHORTEST_TOKEN) {
            return Optional.of("short_token");
        }
        return !loopback() && token.isEmpty() && !behindProxy ? Optional.of("open") : Optional.empty();
    }

    private boolean loopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Whether this is the token, compared in a time that tells nothing about it. */
    boolean admits(String given) {
        return token.map(secret -> MessageDigest.isEqual(
                        secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8)))
                .orElse(true);
    }
}
