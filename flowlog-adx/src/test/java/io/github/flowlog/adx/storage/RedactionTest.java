package io.github.flowlog.adx.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            https://a.blob.core.windows.net/c/b?sv=1&sig=canary%3D   | https://a.blob.core.windows.net/c/b...
            'https://a.b/c?sig=canary', and more                      | 'https://a.b/c...', and more
            PUT /c/b?sv=1&sig=canary HTTP/1.1                         | PUT /c/b... HTTP/1.1
            sv=2024&se=2026-01-01&sig=canary&sp=r                     | sv=2024&se=2026-01-01&sig=...&sp=r
            AccountName=a;AccountKey=canary==;EndpointSuffix=x        | AccountName=a;AccountKey=...;EndpointSuffix=x
            SharedAccessSignature=sv=1&sig=canary                     | SharedAccessSignature=...&sig=...
            Authorization: Bearer canary.canary.canary                | Authorization: Bearer ...
            token eyJ0eXAiOiJKV1QiLCJhbGci.canary-_x.canary was bad   | token ... was bad
            client_secret=canary&grant_type=x                         | client_secret=...&grant_type=x
            access_token=canary                                       | access_token=...
            Is it so? Yes. What is "x"? 'where' failed                | Is it so? Yes. What is "x"? 'where' failed
            a == 1 ? 2                                                | a == 1 ? 2
            """)
    void takesOutWhatOpensAnything(String text, String safe) {
        assertThat(Redaction.text(text)).isEqualTo(safe).doesNotContain("canary");
    }

    @Test
    void leavesOurOwnWordsAsTheyAre() {
        String typed = "There is no logs/?T1H.json,\n  nor https://a.b/c?sv=1&sig=";

        assertThat(Redaction.withoutSecrets(typed + "canary%3D&sp=r")).isEqualTo(typed + "...&sp=r");
    }

    @Test
    void makesOneShortLine() {
        assertThat(Redaction.text("a\r\n\tb  c")).isEqualTo("a b c");
        assertThat(Redaction.text("x".repeat(5_000))).hasSize(603).endsWith("...");
    }

    @Test
    void keepsWhereAFailureAroseAndNoSecret() {
        IOException cause = new IOException("PUT https://a/b?sig=canary", new IllegalStateException("Bearer canary"));
        IOException failure = new IOException(cause);

        Exception kept = Redaction.failure(failure);

        StringWriter trace = new StringWriter();
        kept.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString())
                .contains("java.io.IOException: PUT https://a/b...")
                .contains("java.lang.IllegalStateException: Bearer ...")
                .contains("RedactionTest.keepsWhereAFailureAroseAndNoSecret")
                .doesNotContain("canary");
    }
}
