package dev.quorate.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Workflow;
import io.javaoperatorsdk.operator.api.reconciler.dependent.Dependent;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.BooleanWithUndefined;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Java Operator SDK as it comes: finalizer, status and dependents by server-side apply, whose
 * matcher compares managedFields, and leader election.
 */
class OperatorSdkTest {
  private ApiServer server;
  private KubernetesClient client;
  private Operator operator;
  private final WidgetReconciler reconciler = new WidgetReconciler();

  @Workflow(
      dependents = {@Dependent(type = MapDependent.class), @Dependent(type = SetDependent.class)})
  @ControllerConfiguration
  static final class WidgetReconciler implements Reconciler<Widget>, Cleaner<Widget> {
    final AtomicInteger passes = new AtomicInteger();

    @Override
    public UpdateControl<Widget> reconcile(Widget widget, Context<Widget> context) {
      passes.incrementAndGet();
      var fresh = new Widget();
      fresh.setMetadata(widget.getMetadata());
      var state = new Widget.State();
      state.setReplicas(widget.getSpec().getReplicas());
      state.setMessage("seen");
      fresh.setStatus(state);
      return UpdateControl.patchStatus(fresh);
    }

    @Override
    public DeleteControl cleanup(Widget widget, Context<Widget> context) {
      return DeleteControl.defaultDelete();
    }
  }

  @KubernetesDependent(useSSA = BooleanWithUndefined.TRUE)
  static final class MapDependent extends CRUDKubernetesDependentResource<ConfigMap, Widget> {
    @Override
    protected ConfigMap desired(Widget widget, Context<Widget> context) {
      return new ConfigMapBuilder()
          .withNewMetadata()
          .withName(widget.getMetadata().getName())
          .withNamespace(widget.getMetadata().getNamespace())
          .endMetadata()
          .withData(Map.of("replicas", widget.getSpec().getReplicas().toString()))
          .build();
    }
  }

  @KubernetesDependent
  static final class SetDependent extends CRUDKubernetesDependentResource<StatefulSet, Widget> {
    @Override
    protected StatefulSet desired(Widget widget, Context<Widget> context) {
      return new StatefulSetBuilder()
          .withNewMetadata()
          .withName(widget.getMetadata().getName())
          .withNamespace(widget.getMetadata().getNamespace())
          .endMetadata()
          .withNewSpec()
          .withReplicas(widget.getSpec().getReplicas())
          .withServiceName("w")
          .withNewSelector()
          .addToMatchLabels("app", "w")
          .endSelector()
          .withNewTemplate()
          .withNewMetadata()
          .addToLabels("app", "w")
          .endMetadata()
          .withNewSpec()
          .addNewContainer()
          .withName("c")
          .withImage("c:1")
          .addNewPort()
          .withContainerPort(80)
          .withProtocol("TCP")
          .endPort()
          .endContainer()
          .endSpec()
          .endTemplate()
          .endSpec()
          .build();
    }
  }

  @BeforeEach
  void start() {
    server = ApiServer.start();
    client = server.client();
    client.load(Resources.stream("local/widgets-crd.yaml")).create();
    operator =
        new Operator(o ->
            o.withKubernetesClient(server.client())
                .withCloseClientOnStop(true)
                .withLeaderElectionConfiguration(
                    LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration("widgets")
                        .withLeaseNamespace("default")
                        .withIdentity("me")
                        .withExitOnStopLeading(false)
                        .build()));
    operator.register(reconciler);
    operator.start();
  }

  @AfterEach
  void stop() {
    operator.stop();
    client.close();
    server.close();
  }

  private Widget create() {
    var widget = new Widget();
    widget.getMetadata().setName("w");
    widget.getMetadata().setNamespace("default");
    widget.setSpec(new Widget.Spec());
    widget.getSpec().setReplicas(3);
    return client.resource(widget).create();
  }

  @Test
  void leadsReconcilesAndCleansUp() {
    create();
    var widgets = client.resources(Widget.class).inNamespace("default").withName("w");
    Awaitility.await()
        .until(() ->
            widgets.get().getStatus() != null
                && "seen".equals(widgets.get().getStatus().getMessage()));
    assertThat(widgets.get().getFinalizers()).hasSize(1);
    assertThat(
            client
                .leases()
                .inNamespace("default")
                .withName("widgets")
                .get()
                .getSpec()
                .getHolderIdentity())
        .isEqualTo("me");
    Awaitility.await().until(() -> client.apps().statefulSets().withName("w").get() != null);
    widgets.delete();
    Awaitility.await().until(() -> widgets.get() == null);
    Awaitility.await().until(() -> client.apps().statefulSets().withName("w").get() == null);
    Awaitility.await().until(() -> client.configMaps().withName("w").get() == null);
  }

  @Test
  void dependentsAreWrittenOnceAndRepairedWhenTheyDrift() {
    create();
    Awaitility.await().until(() -> client.apps().statefulSets().withName("w").get() != null);
    Awaitility.await().until(() -> client.configMaps().withName("w").get() != null);
    settle();
    var writes = writes("configmaps") + writes("statefulsets");
    int passes = reconciler.passes.get();
    client
        .resources(Widget.class)
        .inNamespace("default")
        .withName("w")
        .edit(w -> {
          w.getSpec().setSize("1Gi");
          return w;
        });
    Awaitility.await().until(() -> reconciler.passes.get() > passes);
    settle();
    assertThat(writes("configmaps") + writes("statefulsets")).isEqualTo(writes);
    client
        .configMaps()
        .withName("w")
        .edit(m -> new ConfigMapBuilder(m).addToData("replicas", "99").build());
    Awaitility.await()
        .until(() -> client.configMaps().withName("w").get().getData().get("replicas").equals("3"));
  }

  /** Waits until nobody has reconciled for half a second. */
  private void settle() {
    Awaitility.await()
        .during(Duration.ofMillis(500))
        .atMost(Duration.ofSeconds(20))
        .until(reconciler.passes::get, new Unchanged()::test);
  }

  /** True as long as the number stays what it was. */
  private static final class Unchanged {
    private int last = -1;

    boolean test(int now) {
      boolean same = now == last;
      last = now;
      return same;
    }
  }

  private int writes(String resource) {
    return server.audit().entries(e -> e.wrote() && e.request().resource().equals(resource)).size();
  }
}
