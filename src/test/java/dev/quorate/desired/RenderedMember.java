package dev.quorate.desired;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Keys;
import dev.quorate.model.Mount;
import dev.quorate.testing.ScriptedEnsemble;
import dev.quorate.testing.ScriptedMember;
import dev.quorate.testing.Topologies;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The first member of a rendered ensemble, run as its pod would run it, on folders for mounts. */
final class RenderedMember {
  private final DesiredResources desired;
  private final ScriptedEnsemble pods;
  private final ScriptedMember member;

  RenderedMember(Ensemble ensemble, ScriptedEnsemble pods) throws IOException {
    this.desired = DesiredResources.of(ensemble, Topologies.forming(ensemble), Scripts.shipped());
    this.pods = pods;
    this.member = pods.voter(0);
    write(desired.configuration().getData(), pods.config());
    write(desired.membership().getData(), pods.membership());
    var secret = SuperuserSecret.of(ensemble, ScriptedEnsemble.PASSWORD).getData();
    var digest = new String(Base64.getDecoder().decode(secret.get(Keys.DIGEST)), UTF_8);
    write(Map.of(Keys.DIGEST, digest), pods.superuser());
    Files.createDirectories(member.log());
    server().getEnv().stream().filter(v -> v.getValue() != null).forEach(this::set);
  }

  ScriptedMember member() {
    return member;
  }

  String file(String name) {
    return desired.configuration().getData().get(name);
  }

  private Container server() {
    return desired.voters().getSpec().getTemplate().getSpec().getContainers().getFirst();
  }

  private static void write(Map<String, String> files, Path folder) throws IOException {
    for (var file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private void set(EnvVar variable) {
    member.with(variable.getName(), onThisMachine(variable.getValue()));
  }

  /** Mount paths become the folders that stand for them; everything in one go. */
  private String onThisMachine(String value) {
    var home = member.data().getParent();
    var folders = new EnumMap<Mount, Path>(Mount.class);
    folders.put(Mount.DATA, member.data());
    folders.put(Mount.DATALOG, member.log());
    folders.put(Mount.CONFIG, pods.config());
    folders.put(Mount.MEMBERSHIP, pods.membership());
    folders.put(Mount.SUPERUSER, pods.superuser());
    folders.put(Mount.TMP, home.resolve("run"));
    folders.put(Mount.LOGS, home.resolve("logs"));
    var byPath =
        folders.entrySet().stream()
            .collect(Collectors.toMap(e -> e.getKey().path(), e -> e.getValue().toString()));
    var paths = byPath.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return Pattern.compile("(?<![\\w./-])(" + paths + ")(?![\\w.-])")
        .matcher(value)
        .replaceAll(found -> Matcher.quoteReplacement(byPath.get(found.group(1))));
  }
}
