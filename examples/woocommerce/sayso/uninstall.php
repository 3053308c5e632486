<?php
/**
 * Takes away all that the plugin has kept.
 *
 * @package Sayso
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/includes/class-sayso-traces.php';

/** On one site. */
function sayso_uninstall() {
	delete_option( 'sayso' );
	Sayso_Traces::remove_from_orders( '_sayso_subject', '_sayso_purchase' );
	Sayso_Traces::remove_tasks();
}

if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $sayso_site ) {
		switch_to_blog( $sayso_site );
		sayso_uninstall();
		restore_current_blog();
	}
} else {
	sayso_uninstall();
}
