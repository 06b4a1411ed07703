/**
 * Field ownership: managedFields, what writers come to own, and server-side apply, after the rules
 * of structured merge and diff.
 */
package dev.quorate.local.api.apply;
