package dev.quorate.local.api.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The form in which the client wants objects: as they are, as table rows, or metadata only. */
public interface Rendering {

  /** One object. */
  ObjectNode one(ObjectNode stored);

  /** Many, as a list object whose metadata the caller completes. */
  ObjectNode many(List<ObjectNode> stored);

  /** A bookmark, an object of nothing but a revision. */
  ObjectNode bookmark(long revision, boolean endsInitialEvents);
}
