/** Objects as rows of tables, the form in which kubectl asks for what it prints. */
package dev.quorate.local.api.tables;
