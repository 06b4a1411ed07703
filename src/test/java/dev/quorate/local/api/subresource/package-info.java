/** The subresources that are more than a part of their object: scale, eviction, binding, log. */
package dev.quorate.local.api.subresource;
