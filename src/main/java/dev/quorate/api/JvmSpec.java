package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The servers' Java virtual machine. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record JvmSpec(
    @JsonPropertyDescription(
            "Initial and maximum heap as a quantity, for example 512Mi. Default: 60 % of the memory"
                + " limit. Less than the memory limit.")
        @Size(max = 20)
        @ValidationRule(
            value =
                "isQuantity(self) && quantity(self).compareTo(quantity('48Mi')) >= 0 &&"
                    + " quantity(self).compareTo(quantity('1Ti')) <= 0",
            message =
                "jvm.heap: not a quantity between 48Mi and 1Ti; write for example 512Mi, or leave"
                    + " it out for 60 % of the memory limit")
        @Change(Cost.ROLLING_RESTART)
        String heap,
    @JsonPropertyDescription(
            "Further JVM options, one an entry, for example -XX:+UseG1GC. Options that set the heap"
                + " or a ZooKeeper property are refused: use heap and spec.config. Default: none.")
        @Size(max = 50)
        @ValidationRule(
            value =
                "self.all(o,"
                    + " o.matches(r'^(-X[a-z]|-XX:|-D|-javaagent:|-agentlib:|-agentpath:|-verbose|-ea|-da|-server|--add-(opens|exports|modules|reads)=|--enable-).*$')"
                    + " && o.matches(r'^[A-Za-z0-9_.,:=/+%@~^*-]+$'))",
            message =
                "jvm.options: not a single JVM option of plain characters; write one option an"
                    + " entry, without blanks, quotes or shell characters")
        @ValidationRule(
            value =
                "self.all(o,"
                    + " !o.matches(r'^(-Xm[sx].*|-XX:(Max|Min|Initial)HeapSize=.*|-XX:.*RAM.*)$'))",
            message = "jvm.options: has an option that sets the heap; remove it and set jvm.heap")
        @ValidationRule(
            value = "self.all(o, !o.matches(r'^-D(zookeeper|jute|readonlymode|znode)\\..*$'))",
            message =
                "jvm.options: has an option that sets a ZooKeeper property; remove it and set the"
                    + " key in config, without the prefix zookeeper.")
        @ValidationRule(
            value =
                "self.all(o,"
                    + " !o.matches(r'^(-Djava\\.security\\.properties=.*|-Dlogback\\.configurationFile=.*|-Dfile\\.encoding=.*|-XX:-ExitOnOutOfMemoryError|-XX:OnOutOfMemoryError=.*|-XX:Flags=.*|-XX:VMOptionsFile=.*)$'))",
            message =
                "jvm.options: has an option that the operator sets, or that undoes one; remove it")
        @Change(Cost.ROLLING_RESTART)
        List<String> options) {}
