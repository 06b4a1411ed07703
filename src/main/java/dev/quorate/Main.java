package dev.quorate;

import dev.quorate.OperatorConfig.Log;
import dev.quorate.OperatorConfig.Parsed;
import io.fabric8.kubernetes.client.Config;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the operator until it is told to stop. Ends with 143 after SIGTERM (running reconciles
 * finished, lease given back), else with the number of an {@link Exit.Code}.
 */
public final class Main {
  private static final Logger log = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String[] args) {
    run(System.getenv(), ClusterLoop::assemble);
  }

  static void run(Map<String, String> environment, OperatorProcess.LoopFactory loops) {
    switch (OperatorConfig.parse(environment)) {
      case Parsed.Refused(List<String> errors) -> refuse(errors);
      case Parsed.Valid(OperatorConfig config, List<String> warnings) -> {
        LogSetup.apply(config.log());
        warnings.forEach(log::warn);
        start(config, loops);
      }
    }
  }

  private static void refuse(List<String> errors) {
    LogSetup.apply(new Log(Log.Format.TEXT, Log.Level.INFO));
    errors.forEach(log::error);
    System.exit(Exit.Code.BAD_CONFIGURATION.number());
  }

  private static void start(OperatorConfig config, OperatorProcess.LoopFactory loops) {
    try {
      var process = OperatorProcess.create(config, Config.autoConfigure(null), loops, Main::exit);
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::close));
      process.start();
    } catch (Exception e) {
      log.error("cannot start: {}", e.getMessage(), e);
      System.exit(Exit.Code.FAILED.number());
    }
  }

  private static void exit(Exit exit) {
    log.atError().addKeyValue("reason", exit.code()).log(exit.message());
    int number = exit.code().number();
    switch (exit.code()) {
      // At once: another replica may act already.
      case LEASE_LOST -> Runtime.getRuntime().halt(number);
      // In order, and not on a thread that has to come to its end for that.
      case FAILED, BAD_CONFIGURATION, BLIND -> Thread.ofPlatform().start(() -> System.exit(number));
    }
  }
}
