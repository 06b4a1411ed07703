/**
 * From the resource to a checked {@link dev.quorate.model.Ensemble}: rules, defaults and the
 * version table. The same meaning as the CRD's schema and CEL rules, because an old CRD may be
 * installed. Pure: what the tables hold is handed in.
 */
package dev.quorate.validation;
