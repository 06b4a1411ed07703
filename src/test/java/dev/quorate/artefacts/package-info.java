/**
 * What people install: permissions, manifests, charts and the image, each checked against the
 * program.
 */
package dev.quorate.artefacts;
