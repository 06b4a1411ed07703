package dev.quorate.dashboards;

/** What the numbers of a panel are, by Grafana's name for it. */
enum Unit {
  COUNT("short"),
  PER_SECOND("cps"),
  REQUESTS_PER_SECOND("reqps"),
  SECONDS("s"),
  MILLISECONDS("ms"),
  BYTES("bytes"),
  BYTES_PER_SECOND("Bps"),
  /** 1 is everything. */
  SHARE("percentunit"),
  /** 1 or 0. */
  YES_NO("bool_yes_no");

  private final String id;

  Unit(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }
}
