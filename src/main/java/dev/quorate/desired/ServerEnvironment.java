package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Mount;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.ArrayList;
import java.util.List;

/** What the start script and the scripts of the image are told. */
final class ServerEnvironment {
  /** Permits the initial list and an empty database; part of no revision (hazard Z28). */
  static final String BOOTSTRAP = "QUORATE_BOOTSTRAP";

  private ServerEnvironment() {}

  static List<EnvVar> of(Ensemble ensemble, Role role, boolean bootstrap) {
    var env = new ArrayList<EnvVar>();
    env.add(field("POD_NAME", "metadata.name"));
    env.add(field("POD_IP", "status.podIP"));
    env.add(value("QUORATE_ID_OFFSET", Integer.toString(role.idOffset())));
    env.add(value("QUORATE_DOMAIN", ensemble.names().membersDomain()));
    env.add(value("QUORATE_CLIENT_PORT", Integer.toString(ServerLine.CLIENT_PORT)));
    env.add(value("QUORATE_DATA_DIR", Mount.DATA.path()));
    if (MemberVolumes.hasLogVolume(ensemble.storage())) {
      env.add(value("QUORATE_DATA_LOG_DIR", Mount.DATALOG.path()));
    }
    env.add(value("QUORATE_CONFIG_DIR", Mount.CONFIG.path()));
    env.add(value("QUORATE_MEMBERSHIP_DIR", Mount.MEMBERSHIP.path()));
    env.add(value("QUORATE_SUPERUSER_DIR", Mount.SUPERUSER.path()));
    env.add(value("QUORATE_RUN_DIR", Mount.TMP.path()));
    env.add(value("ZOO_LOG_DIR", Mount.LOGS.path()));
    env.add(value("JMXDISABLE", "true"));
    env.add(value("ZK_SERVER_HEAP", Integer.toString(ensemble.jvm().heapMebibytes())));
    env.add(value("SERVER_JVMFLAGS", JvmFlags.of(ensemble)));
    if (bootstrap) {
      env.add(value(BOOTSTRAP, "true"));
    }
    return env;
  }

  private static EnvVar value(String name, String value) {
    return new EnvVarBuilder().withName(name).withValue(value).build();
  }

  private static EnvVar field(String name, String path) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewFieldRef()
        // A reference is owned as a whole, so what the API server adds would look like drift.
        .withApiVersion("v1")
        .withFieldPath(path)
        .endFieldRef()
        .endValueFrom()
        .build();
  }
}
