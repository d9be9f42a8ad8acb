package io.github.flowlog.adx;

import io.github.flowlog.adx.ledger.QuarantineJson;
import io.github.flowlog.adx.target.LoadException;
import io.github.flowlog.adx.target.LoadTarget;
import java.io.IOException;

/** The file beside a target in which people read what could not be loaded. */
final class QuarantineFile {
    private QuarantineFile() {}

    /** Makes the file of a target say what its quarantine holds, and returns how many problems that is. */
    static long write(LoadTarget target) {
        try {
            return QuarantineJson.replace(target.quarantineFile(), target.ledger());
        } catch (IOException failed) {
            throw LoadException.passing(
                    "cannot write " + target.quarantineFile() + " (" + failed.getMessage()
                            + "); everything is loaded, and the ledger holds the quarantine",
                    failed);
        }
    }
}
