/** The patch dialects, as functions from the live object to the wanted one. */
package dev.quorate.local.api.patch;
