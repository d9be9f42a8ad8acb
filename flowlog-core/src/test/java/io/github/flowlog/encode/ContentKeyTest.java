package io.github.flowlog.encode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ContentKeyTest {

    @Test
    void keyIsTheStartOfTheHashThatSha256sumPrints() {
        // printf '%s' /subscriptions/s/resourcegroups/r/providers/microsoft.network/networksecuritygroups/inside |
        // sha256sum
        assertThat(ContentKey.ofResource(
                        "/SUBSCRIPTIONS/S/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/INSIDE"))
                .isEqualTo("d72fd837e90d58a1");
        // printf 'account\ncontainer\nBlob/PT1H.json\ngeneration' | sha256sum
        assertThat(ContentKey.ofSource("account", "container", "Blob/PT1H.json", "generation"))
                .isEqualTo("22c0bed3a1f01b93");
    }

    @Test
    void spellingsOfOneResourceShareAKey() {
        assertThat(ContentKey.ofResource("/subscriptions/I/virtualNetworks/WINDII"))
                .isEqualTo(ContentKey.ofResource("/SUBSCRIPTIONS/i/VIRTUALNETWORKS/windii"));
    }

    @Test
    void emptyIdHasNoKey() {
        assertThat(ContentKey.ofResource("")).isEmpty();
    }

    @Test
    void partsOfASourceKeepTheirCaseAndPlaces() {
        assertThat(ContentKey.ofSource("", "", "/a", "g")).isNotEqualTo(ContentKey.ofSource("", "", "/A", "g"));
        assertThat(ContentKey.ofSource("a", "", "b", "g")).isNotEqualTo(ContentKey.ofSource("", "a", "b", "g"));
    }
}
