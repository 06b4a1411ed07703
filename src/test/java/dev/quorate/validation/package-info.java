/**
 * Tests of the rules, one file a topic; the corpus of resources is in {@code
 * src/test/resources/crd}.
 */
package dev.quorate.validation;
