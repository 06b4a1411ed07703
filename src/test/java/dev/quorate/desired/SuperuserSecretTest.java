package dev.quorate.desired;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.Ensembles;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;
import org.junit.jupiter.api.Test;

class SuperuserSecretTest {

  @Test
  void theDigestIsTheOneThatZooKeeperMakes() throws Exception {
    var decoded = new TreeMap<String, String>();
    SuperuserSecret.of(Ensembles.three(), "s3cret ä")
        .getData()
        .forEach(
            (key, value) -> decoded.put(key, new String(Base64.getDecoder().decode(value), UTF_8)));

    assertThat(decoded)
        .isEqualTo(
            Map.of(
                "username", "super",
                "password", "s3cret ä",
                "digest", DigestAuthenticationProvider.generateDigest("super:s3cret ä")));
  }

  @Test
  void membersSeeTheDigestOnly() {
    assertThat(MemberVolumes.inPod(Ensembles.three(), "zk-config-x"))
        .filteredOn(volume -> volume.getSecret() != null)
        .singleElement()
        .satisfies(volume ->
            assertThat(volume.getSecret().getItems())
                .singleElement()
                .satisfies(item -> assertThat(item.getKey()).isEqualTo("digest")));
  }
}
