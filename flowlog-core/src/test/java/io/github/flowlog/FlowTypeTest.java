package io.github.flowlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowTypeTest {

    @ParameterizedTest
    @CsvSource({
        "true, true, PRIVATE_TO_PRIVATE, PrivateToPrivate",
        "true, false, PRIVATE_TO_PUBLIC, PrivateToPublic",
        "false, true, PUBLIC_TO_PRIVATE, PublicToPrivate",
        "false, false, PUBLIC_TO_PUBLIC, PublicToPublic"
    })
    void namesBothEnds(boolean sourcePrivate, boolean destinationPrivate, FlowType expected, String text) {
        assertThat(FlowType.of(sourcePrivate, destinationPrivate)).isEqualTo(expected);
        assertThat(expected.text()).isEqualTo(text);
    }
}
