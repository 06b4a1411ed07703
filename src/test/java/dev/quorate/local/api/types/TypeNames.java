package dev.quorate.local.api.types;

import java.util.List;

/** What a type is called, by people and by machines. */
public record TypeNames(
    String kind,
    String listKind,
    String singular,
    List<String> shortNames,
    List<String> categories) {}
