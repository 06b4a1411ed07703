package dev.quorate.status;

import static dev.quorate.testing.ObservedStates.healthy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.ConfigurationChangeStatus;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.desired.DesiredResources;
import dev.quorate.desired.Scripts;
import dev.quorate.facts.MemberSet;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.Probed;
import dev.quorate.facts.SetTemplate;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.plan.Action;
import dev.quorate.plan.Outcomes;
import dev.quorate.plan.Plan;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.Topologies;
import dev.quorate.testing.VolumeSketch;
import dev.quorate.validation.Validated;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What really is rendered for one specification after another, and what history makes of it. */
class ConfigurationHistoryTest {
  private static final Scripts SCRIPTS = Scripts.shipped();
  private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");

  /** What the StatefulSet has; empty while there is none. */
  private Optional<SetTemplate> live = Optional.empty();

  private ZookeeperClusterStatus status;
  private Instant now = NOON;

  private static DesiredResources desired(Ensemble ensemble) {
    return DesiredResources.of(ensemble, Topologies.formed(ensemble), SCRIPTS);
  }

  private static SetTemplate template(Ensemble ensemble) {
    var desired = desired(ensemble);
    return new SetTemplate(
        filledIn(desired.voters().getSpec().getTemplate()), desired.configuration().getData());
  }

  /** As the API server gives it back. */
  private static PodTemplateSpec filledIn(PodTemplateSpec pod) {
    return new PodTemplateSpecBuilder(pod)
        .editMetadata()
        .addToAnnotations("kubectl.kubernetes.io/restartedAt", "2026-07-01T11:00:00Z")
        .endMetadata()
        .editSpec()
        .withDnsPolicy("ClusterFirst")
        .withSchedulerName("default-scheduler")
        .editFirstContainer()
        .withTerminationMessagePath("/dev/termination-log")
        .withImagePullPolicy("IfNotPresent")
        .endContainer()
        .endSpec()
        .build();
  }

  private ObservedState state() {
    var state = healthy(3).build();
    Map<Role, MemberSet> sets = new EnumMap<>(Role.class);
    var set = state.sets().get(Role.VOTER);
    live.ifPresent(template ->
        sets.put(
            Role.VOTER,
            new MemberSet(
                set.identity(),
                set.replicas(),
                set.claimTemplates(),
                set.volumes(),
                Optional.of(template))));
    return VolumeSketch.withSets(state, sets);
  }

  /** A pass that applies what is wanted; nothing is done when the StatefulSet has it already. */
  private Pass.Planned pass(Ensemble ensemble) {
    var desired = desired(ensemble);
    List<Action> actions =
        desired.inApplyOrder().stream().map(o -> (Action) new Action.Apply(o)).toList();
    List<Action> done =
        live.flatMap(SetTemplate::revision).equals(Optional.of(desired.revisions().voters()))
            ? List.of()
            : actions.stream().filter(a -> isSet((Action.Apply) a)).toList();
    return pass(ensemble, actions, done);
  }

  private Pass.Planned pass(Ensemble ensemble, List<Action> actions, List<Action> done) {
    var plan =
        new Plan(
            new Plan.Stage(Reason.ENSEMBLE_READY, ""),
            actions,
            List.of(),
            new TreeMap<>(),
            Optional.of(desired(ensemble).revisions()),
            Optional.empty(),
            Probed.known(Optional.empty()),
            Duration.ofSeconds(10));
    return new Pass.Planned(
        new Validated.Accepted(ensemble, List.of()),
        state(),
        plan,
        new Outcomes(done, Optional.empty()));
  }

  private static boolean isSet(Action.Apply apply) {
    return apply.desired() instanceof StatefulSet;
  }

  private List<ConfigurationChangeStatus> tell(Pass pass) {
    now = now.plusSeconds(60);
    status = new StatusComputer().compute(status, 1, pass, now);
    return status.configurationHistory();
  }

  /** The specification is changed, the operator applies it, and looks once more. */
  private List<ConfigurationChangeStatus> change(Ensembles specification) {
    var ensemble = specification.build();
    tell(pass(ensemble));
    live = Optional.of(template(ensemble));
    return tell(pass(ensemble));
  }

  private List<String> changed(Ensembles was, Ensembles is) {
    change(was);
    return change(is).getFirst().changed();
  }

  private static Ensembles plain() {
    return Ensembles.of(3);
  }

  @Test
  void beginsWithWhatIsThereFirst() {
    assertThat(change(plain()))
        .containsExactly(
            new ConfigurationChangeStatus(
                "2026-07-01T12:01:00Z", desired(plain().build()).revisions().voters(), null, null));
  }

  @Test
  void namesWhatChangedAndWhen() {
    change(plain());
    var history = change(plain().config("tickTime", "3000").image("mirror/zookeeper:3.9.5"));

    assertThat(history).hasSize(2);
    assertThat(history.getFirst().time()).isEqualTo("2026-07-01T12:03:00Z");
    assertThat(history.getFirst().changed())
        .containsExactly("pod.spec.containers[zookeeper].image", "zoo.cfg:tickTime");
    assertThat(history.getFirst().more()).isNull();
    assertThat(history.getLast().changed()).isNull();
  }

  @Test
  void neverTellsAValue() {
    var history =
        List.copyOf(
            changed(
                plain().config("snapshot.trust.empty", "s3cret-a").jvm(512, "-Dold=s3cret-b"),
                plain().config("snapshot.trust.empty", "s3cret-c").jvm(512, "-Dnew=s3cret-d")));

    assertThat(history).isNotEmpty().noneMatch(key -> key.contains("s3cret"));
    assertThat(status.toString()).doesNotContain("s3cret");
  }

  @Test
  void tellsWhatWasAddedToAndTakenFromTheConfiguration() {
    assertThat(changed(plain().config("maxCnxns", "7"), plain().config("4lw.limit", "x")))
        .containsExactly("zoo.cfg:4lw.limit", "zoo.cfg:maxCnxns");
  }

  @Test
  void namesFieldsOfThePod() {
    var half = new ResourceRequirementsBuilder().addToLimits("cpu", new Quantity("0.5")).build();
    assertThat(
            changed(
                plain(),
                plain()
                    .jvm(1024)
                    .pod(pod ->
                        pod.resources(half).terminationGracePeriodSeconds(90).label("tier", "a"))))
        .containsExactly(
            "pod.metadata.labels.tier",
            "pod.spec.containers[zookeeper].env[SERVER_JVMFLAGS].value",
            "pod.spec.containers[zookeeper].env[ZK_SERVER_HEAP].value",
            "pod.spec.containers[zookeeper].resources.limits.cpu",
            "pod.spec.terminationGracePeriodSeconds");
  }

  @Test
  void theSameAmountInOtherWordsIsNoChange() {
    var was = template(plain().build());
    var is = template(plain().config("tickTime", "3000").build());
    var container = was.pod().getSpec().getContainers().getFirst();
    container.setResources(
        new ResourceRequirementsBuilder().addToLimits("cpu", new Quantity("500m")).build());
    is.pod()
        .getSpec()
        .getContainers()
        .getFirst()
        .setResources(
            new ResourceRequirementsBuilder().addToLimits("cpu", new Quantity("0.5")).build());

    assertThat(ConfigurationChange.between(was, is)).containsExactly("zoo.cfg:tickTime");
  }

  /** What is no longer asked for looks like what the API server has filled in. */
  @Test
  void whatWasTakenAwayByItselfShowsAsThePod() {
    var was = template(plain().build());
    was.pod().getSpec().setRuntimeClassName("gvisor");

    assertThat(ConfigurationChange.between(was, template(plain().build()))).containsExactly("pod");
  }

  @Test
  void keepsTheLastTen() {
    IntStream.rangeClosed(1, 12).forEach(i -> change(plain().config("tickTime", "" + 1000 * i)));

    assertThat(status.configurationHistory()).hasSize(Newest.MOST);
    assertThat(status.configurationHistory().getFirst().revision())
        .isEqualTo(desired(plain().config("tickTime", "12000").build()).revisions().voters());
  }

  @Test
  void namesNoMoreThanTwentyAndCountsTheRest() {
    var many = plain();
    IntStream.rangeClosed(10, 34).forEach(i -> many.config("key" + i, "x"));
    change(plain());
    var newest = change(many).getFirst();

    assertThat(newest.changed())
        .hasSize(ConfigurationHistory.MOST_KEYS)
        .startsWith("zoo.cfg:key10");
    assertThat(newest.more()).isEqualTo(5);
  }

  @Test
  void aRevertIsAChangeToo() {
    var first = change(plain()).getFirst().revision();
    change(plain().config("tickTime", "3000"));
    var history = change(plain());

    assertThat(history).hasSize(3);
    assertThat(history.getFirst().revision()).isEqualTo(first);
    assertThat(history.getFirst().changed()).containsExactly("zoo.cfg:tickTime");
  }

  @Test
  void staysTheSameAtRestAndWhileNothingIsApplied() {
    var history = change(plain());
    var other = plain().config("tickTime", "3000").build();

    assertThat(tell(pass(plain().build()))).isEqualTo(history);
    assertThat(tell(pass(other, List.of(), List.of()))).isEqualTo(history);
    assertThat(tell(Passes.refused(healthy(3)))).isEqualTo(history);
  }

  /** The operator died after it applied a change and before it told so. */
  @Test
  void aChangeThatNobodySawIsEnteredWithoutItsKeys() {
    change(plain());
    var other = plain().config("tickTime", "3000");
    live = Optional.of(template(other.build()));

    assertThat(tell(pass(other.build())).getFirst())
        .isEqualTo(
            new ConfigurationChangeStatus(
                "2026-07-01T12:03:00Z", desired(other.build()).revisions().voters(), null, null));
  }

  /** A cache may be behind: what was applied a moment ago is not taken back by it. */
  @Test
  void anOldViewAddsNothing() {
    change(plain());
    var other = plain().config("tickTime", "3000").build();
    var history = tell(pass(other));

    assertThat(history).hasSize(2);
    assertThat(tell(pass(other, List.of(), List.of()))).isEqualTo(history);
  }

  @Test
  void theEventNamesWhatChanged() {
    var story = new Story().then(pass(plain().build()));
    live = Optional.of(template(plain().build()));
    story.then(pass(plain().build()));
    var other = plain().config("tickTime", "3000").build();
    story.edited().then(pass(other));

    assertThat(story.told())
        .filteredOn(told -> told.contains("ConfigurationChanged"))
        .last()
        .asString()
        .endsWith("; changed: zoo.cfg:tickTime");
  }
}
