/**
 * What every write goes through between a request and the store: names, locks, status, deletion.
 */
package dev.quorate.local.api.write;
