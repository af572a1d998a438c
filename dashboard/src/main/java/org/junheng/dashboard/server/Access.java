package org.junheng.dashboard.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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
    private static final Set<String> NAMES_OF_LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern PORT = Pattern.compile(":[0-9]*$");

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

    /** Whether this is the token, compared in a time that tells nothing about it, its length included. */
    boolean admits(String given) {
        return token.map(secret -> MessageDigest.isEqual(digest(secret), digest(given)))
                .orElse(true);
    }

    /**
     * Whether a request to this host is one to us. On this machine, a page from elsewhere whose name was made to lead here
     * would else read along; elsewhere the token or the proxy decides.
     */
    boolean answersTo(String hostHeader) {
        if (hostHeader == null || behindProxy || !loopback()) {
            return true;
        }
        var name = PORT.matcher(hostHeader.strip()).replaceFirst("").toLowerCase(Locale.ROOT);
        return NAMES_OF_LOOPBACK.contains(name) || name.equals(host.toLowerCase(Locale.ROOT));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
