/** What is loaded already: how far each source was read, and what of it could not be read. */
@NullMarked
package io.github.flowlog.adx.ledger;

import org.jspecify.annotations.NullMarked;
