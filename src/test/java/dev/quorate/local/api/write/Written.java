package dev.quorate.local.api.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a write led to.
 *
 * @param object as it is stored now
 * @param created whether it was not there before
 * @param warnings for the person who sent it
 */
public record Written(ObjectNode object, boolean created, List<String> warnings) {}
