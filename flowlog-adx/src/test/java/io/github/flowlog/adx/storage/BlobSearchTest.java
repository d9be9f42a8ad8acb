package io.github.flowlog.adx.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class BlobSearchTest {
    private static final String NSG =
            "resourceId=/SUBSCRIPTIONS/81C4C8BA-7256-42AC-B861-1BF8433AF839/RESOURCEGROUPS/RG/PROVIDERS"
                    + "/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/";
    private static final String VNET =
            "flowLogResourceID=/81C4C8BA-7256-42AC-B861-1BF8433AF839_NETWORKWATCHERRG/" + "NETWORKWATCHER_WESTEUROPE_";

    private static final Instant LATEST = Instant.parse("2026-11-21T14:00:00Z");

    private final FakeContainer container = new FakeContainer();
    private final List<String> ignored = new ArrayList<>();

    @Test
    void asksOnlyForTheHoursThatCanMatch() throws IOException {
        Instant end = Instant.parse("2026-11-21T12:00:00Z");
        for (Instant hour = end.minus(Duration.ofDays(365));
                hour.isBefore(end);
                hour = hour.plus(Duration.ofHours(1))) {
            container.put(NSG + "WEB/y=" + path(hour) + "m=00/macAddress=000D3A319AFB/PT1H.json", "{}");
            container.put(VNET + "FLOWS/y=" + path(hour) + "m=00/macAddress=000D3A319AFB/PT1H.json", "{}");
        }

        List<String> found = search(new HourWindow(end.minus(Duration.ofHours(2)), end), "");

        assertThat(found).hasSize(4).allMatch(name -> name.contains("/m=11/d=21/h=1"));
        assertThat(container.listings).hasValue(1 + 2 * 2);
        assertThat(container.listedBlobs).hasValue(4);
    }

    @Test
    void asksForNoHoursThatAreStillToCome() throws IOException {
        String name = NSG + "WEB/y=2026/m=11/d=21/h=12/m=00/PT1H.json";
        container.put(name, "{}");

        assertThat(search(new HourWindow(Instant.parse("2026-11-21T11:00:00Z"), Instant.MAX), ""))
                .containsExactly(name);
        assertThat(container.listings).hasValue(1 + 3);
    }

    @Test
    void listsEverythingWithoutHours() throws IOException {
        container.put(NSG + "WEB/y=2017/m=03/d=27/h=01/m=00/PT1H.json", "{}");
        container.put(VNET + "FLOWS/y=2026/m=11/d=21/h=10/m=00/macAddress=000D3A319AFB/PT1H.json", "{}");

        assertThat(search(HourWindow.UNLIMITED, "")).hasSize(2);
        assertThat(container.listings).hasValue(1);
    }

    @Test
    void ignoresBlobsOfOtherServices() throws IOException {
        container.put(
                "resourceId=/SUBSCRIPTIONS/S/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/V"
                        + "/y=2026/m=11/d=21/h=10/m=00/PT1H.json",
                "{}");
        container.put("notes.txt", "x");

        assertThat(search(HourWindow.UNLIMITED, "")).isEmpty();
        assertThat(ignored).hasSize(2);
    }

    @Test
    void keepsToAPrefixBelowTheYear() throws IOException {
        container.put(NSG + "WEB/y=2026/m=11/d=21/h=10/m=00/PT1H.json", "{}");
        container.put(NSG + "WEB/y=2026/m=11/d=20/h=10/m=00/PT1H.json", "{}");
        HourWindow day = new HourWindow(Instant.parse("2026-11-21T00:00:00Z"), Instant.parse("2026-11-22T00:00:00Z"));

        assertThat(search(day, NSG + "WEB/y=2026/m=11/"))
                .containsExactly(NSG + "WEB/y=2026/m=11/d=21/h=10/m=00/PT1H.json");
    }

    @Test
    void keepsToThePrefixOfOneResource() throws IOException {
        Instant hour = Instant.parse("2026-11-21T10:00:00Z");
        String web = NSG + "WEB/y=" + path(hour) + "m=00/PT1H.json";
        String other = NSG + "WEB-2/y=" + path(hour) + "m=00/PT1H.json";
        container.put(web, "{}");
        container.put(other, "{}");
        HourWindow hours = new HourWindow(hour, hour.plusSeconds(3600));

        assertThat(search(hours, NSG + "WEB")).containsExactly(other, web);
        assertThat(search(hours, NSG + "WEB/")).containsExactly(web);
        assertThat(search(hours, NSG + "WEB/y")).containsExactly(web);
        assertThat(search(hours, NSG + "WEB/y=")).containsExactly(web);
        assertThat(search(hours, NSG + "WEB/x")).isEmpty();
    }

    @Test
    void passesOverResourcesThatAreNotWanted() throws IOException {
        Instant hour = Instant.parse("2026-11-21T10:00:00Z");
        for (String nsg : List.of("WEB", "DATA")) {
            container.put(NSG + nsg + "/y=" + path(hour) + "m=00/PT1H.json", "{}");
        }
        List<String> found = new ArrayList<>();

        new BlobSearch(
                        container,
                        new HourWindow(hour, hour.plusSeconds(3600)),
                        name -> name.resourceName().equalsIgnoreCase("data"),
                        LATEST)
                .run("", blob -> found.add(blob.name()), ignored::add);

        assertThat(found).singleElement().asString().contains("/DATA/");
        assertThat(container.listings).hasValue(2);
        assertThat(ignored).isEmpty();
    }

    private List<String> search(HourWindow hours, String prefix) throws IOException {
        List<String> found = new ArrayList<>();
        new BlobSearch(container, hours, name -> true, LATEST)
                .run(prefix, blob -> found.add(blob.name()), ignored::add);
        return found;
    }

    private static String path(Instant hour) {
        LocalDateTime at = LocalDateTime.ofInstant(hour, ZoneOffset.UTC);
        return String.format(
                Locale.ROOT,
                "%04d/m=%02d/d=%02d/h=%02d/",
                at.getYear(),
                at.getMonthValue(),
                at.getDayOfMonth(),
                at.getHour());
    }
}
