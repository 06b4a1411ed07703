package dev.quorate.artefacts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Runs a health check as Argo CD does: the resource is {@code obj}, the answer a table. */
final class ArgoScript {
  private final String script;

  /** What Argo CD shows. */
  record Health(String status, String message) {}

  ArgoScript(Path file) throws IOException {
    script = Files.readString(file);
  }

  Health of(JsonNode resource) {
    var globals = JsePlatform.standardGlobals();
    globals.set("obj", value(resource));
    var answer = globals.load(script, "health.lua").call();
    return new Health(answer.get("status").checkjstring(), answer.get("message").checkjstring());
  }

  private static LuaValue value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        var table = new LuaTable();
        node.properties().forEach(field -> table.set(field.getKey(), value(field.getValue())));
        yield table;
      }
      case ARRAY -> {
        var table = new LuaTable();
        for (int i = 0; i < node.size(); i++) {
          table.set(i + 1, value(node.get(i)));
        }
        yield table;
      }
      case NUMBER -> LuaValue.valueOf(node.doubleValue());
      case BOOLEAN -> LuaValue.valueOf(node.booleanValue());
      case NULL, MISSING -> LuaValue.NIL;
      case STRING, BINARY, POJO -> LuaValue.valueOf(node.asText());
    };
  }
}
