/**
 * What tests of several packages share: builders, fakes, real ZooKeeper releases and members run as
 * processes. It asserts nothing about Quorate; only its own tests live beside it.
 */
package dev.quorate.testing;
