package dev.quorate.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a {@code .tar.gz} of text files, in the {@code ustar} format of POSIX, which every tar
 * reads. Folders need no entries of their own.
 */
final class Archive implements AutoCloseable {
  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;
  private static final int PREFIX_LENGTH = 155;
  private static final int CHECKSUM_AT = 148;
  private static final int CHECKSUM_LENGTH = 8;

  private final OutputStream out;
  private final long seconds;

  /**
   * Begins one.
   *
   * @param time of all files in it
   */
  Archive(OutputStream out, Instant time) throws IOException {
    this.out = new GZIPOutputStream(out);
    this.seconds = time.getEpochSecond();
  }

  void add(String name, String text) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    out.write(header(name, content.length));
    out.write(content);
    out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
  }

  private byte[] header(String name, int length) {
    byte[] header = new byte[BLOCK];
    int split =
        name.getBytes(StandardCharsets.UTF_8).length <= NAME_LENGTH ? -1 : name.lastIndexOf('/');
    put(header, 0, NAME_LENGTH, name.substring(split + 1));
    put(header, 100, 8, "0000644");
    put(header, 108, 8, "0000000");
    put(header, 116, 8, "0000000");
    put(header, 124, 12, "%011o".formatted(length));
    put(header, 136, 12, "%011o".formatted(seconds));
    put(header, CHECKSUM_AT, CHECKSUM_LENGTH, " ".repeat(CHECKSUM_LENGTH));
    put(header, 156, 1, "0");
    put(header, 257, 6, "ustar");
    put(header, 263, 2, "00");
    put(header, 345, PREFIX_LENGTH, split < 0 ? "" : name.substring(0, split));
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, CHECKSUM_AT, CHECKSUM_LENGTH, "%06o\0 ".formatted(sum));
    return header;
  }

  private static void put(byte[] header, int at, int length, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > length) {
      throw new IllegalArgumentException("too long for an archive: " + text);
    }
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  @Override
  public void close() throws IOException {
    out.write(new byte[2 * BLOCK]);
    out.close();
  }
}
