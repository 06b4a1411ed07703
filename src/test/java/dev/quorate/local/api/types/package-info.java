/**
 * Which resource types the server serves: a table of built-in ones, and those that stored
 * CustomResourceDefinitions define.
 */
package dev.quorate.local.api.types;
