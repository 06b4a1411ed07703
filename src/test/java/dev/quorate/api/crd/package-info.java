/**
 * How {@code crds/} is made from {@code dev.quorate.api}: what the CRD generator leaves out is
 * added here (costs in descriptions, list types, integer bounds, columns, rules that come from
 * tables). Test scope: the operator does not carry the generator.
 */
package dev.quorate.api.crd;
