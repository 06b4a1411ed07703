package dev.quorate.desired;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Labels;
import dev.quorate.model.Role;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;

/**
 * The pods of one role, with the name of what they run.
 *
 * @param revision says everything about the template and the files that it mounts, except for the
 *     bootstrap flag: taking that away restarts nobody
 */
record MemberPods(PodTemplateSpec template, String revision) {

  static MemberPods of(Ensemble ensemble, Role role, String configName, boolean formed) {
    var settled = rendered(ensemble, role, configName, false);
    var wanted = formed ? settled : rendered(ensemble, role, configName, true);
    String revision = Fingerprint.of(settled);
    wanted.withObject("/metadata/annotations").put(Labels.REVISION, revision);
    return new MemberPods(CanonicalJson.object(wanted, PodTemplateSpec.class), revision);
  }

  private static JsonNode rendered(
      Ensemble ensemble, Role role, String configName, boolean bootstrap) {
    return TemplateOverlay.apply(
        CanonicalJson.tree(MemberTemplate.of(ensemble, role, configName, bootstrap)),
        ensemble.pod().template());
  }
}
