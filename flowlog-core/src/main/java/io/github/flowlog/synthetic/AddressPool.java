package io.github.flowlog.synthetic;

/** The remote addresses and ports that one network interface meets, a few of them very often. */
final class AddressPool {

    /** Remote hosts per pool as a power of two; the working set of a busy interface, larger than a first-level cache. */
    private static final int RANK_BITS = 12;

    private static final int[] SCANNED_PORTS = {
        23, 22, 8728, 3389, 443, 80, 8080, 5060, 445, 1433, 6379, 2222, 25, 3306, 53, 123
    };
    private static final int[] SERVICE_PORTS = {443, 443, 443, 443, 80, 123, 53, 1433, 5671, 8443};

    private final int[] internet = new int[1 << RANK_BITS];
    private final int[] neighbours = new int[256];
    private final long ipv6Salt;

    AddressPool(Nic nic, SeededRandom random) {
        for (int i = 0; i < internet.length; i++) {
            internet[i] = publicAddress(random);
        }
        for (int i = 0; i < neighbours.length; i++) {
            neighbours[i] = (nic.ipv4() & 0xFFFF_0000) | random.between(4, 0xFFFE);
        }
        ipv6Salt = random.nextLong();
    }

    int internetRank(SeededRandom random) {
        return random.zipfRank(RANK_BITS);
    }

    int neighbourRank(SeededRandom random) {
        return random.zipfRank(8);
    }

    long internet(int rank) {
        return Integer.toUnsignedLong(internet[rank]);
    }

    long neighbour(int rank) {
        return Integer.toUnsignedLong(neighbours[rank]);
    }

    /** Returns the upper half of the remote host's IPv6 address, in 2a01::/16. */
    long ipv6High(int rank) {
        return 0x2A01_0000_0000_0000L | (((ipv6Salt * (2L * rank + 1)) >>> 16) & 0x0000_0FFF_FFFF_0000L);
    }

    /** Returns the lower half; one host in two has a short one, which text compresses. */
    long ipv6Low(int rank) {
        return (rank & 1) == 0 ? rank + 1L : (ipv6Salt * (2L * rank + 1)) ^ ipv6Salt;
    }

    int scannedPort(SeededRandom random) {
        return random.chance(350) ? SCANNED_PORTS[random.zipfRank(4)] : random.between(1, 65535);
    }

    int servicePort(SeededRandom random) {
        return random.pickInt(SERVICE_PORTS);
    }

    private static int publicAddress(SeededRandom random) {
        while (true) {
            int address = (int) random.nextLong();
            int first = address >>> 24;
            int second = address >>> 16 & 0xFF;
            boolean unusual = first == 0 || first == 10 || first == 127 || first >= 224;
            boolean special = (first == 172 && second >= 16 && second < 32)
                    || (first == 192 && second == 168)
                    || (first == 169 && second == 254)
                    || (first == 100 && second >= 64 && second < 128);
            if (!unusual && !special) {
                return address;
            }
        }
    }
}
