@NullMarked
package io.github.flowlog.adx.journal;

import org.jspecify.annotations.NullMarked;
