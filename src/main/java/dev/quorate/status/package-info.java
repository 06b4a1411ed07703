/**
 * What users see: the new status, its conditions, and what is worth an event, as functions of what
 * one pass saw and did. Pure: no I/O, no clock, no logging; equal input gives an equal status. The
 * previous status only lends times and the formed record; nothing is ever decided from it (I11).
 */
package dev.quorate.status;
