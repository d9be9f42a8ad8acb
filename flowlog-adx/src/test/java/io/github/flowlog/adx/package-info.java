/** Tests of loading: sources in every state against real targets, faults and processes that end at any moment. */
@NullMarked
package io.github.flowlog.adx;

import org.jspecify.annotations.NullMarked;
