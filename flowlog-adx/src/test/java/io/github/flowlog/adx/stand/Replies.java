package io.github.flowlog.adx.stand;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;

/** Answers with a text. */
final class Replies {
    private Replies() {}

    static Door.Reply text(int status, String type, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new Door.Reply(
                status,
                bytes.length == 0 ? -1 : bytes.length,
                new ByteArrayInputStream(bytes),
                exchange -> exchange.getResponseHeaders().set("Content-Type", type));
    }
}
