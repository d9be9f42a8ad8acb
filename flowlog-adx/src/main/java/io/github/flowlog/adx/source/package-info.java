/** Where logs come from: finding them, naming them, opening them at an offset. */
@NullMarked
package io.github.flowlog.adx.source;

import org.jspecify.annotations.NullMarked;
