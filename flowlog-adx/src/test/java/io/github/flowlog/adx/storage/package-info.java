@NullMarked
package io.github.flowlog.adx.storage;

import org.jspecify.annotations.NullMarked;
