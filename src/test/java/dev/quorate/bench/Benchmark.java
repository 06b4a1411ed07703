package dev.quorate.bench;

/** Measures something and says so; asserts nothing about time. */
interface Benchmark {
  void measure(Table table) throws Exception;
}
