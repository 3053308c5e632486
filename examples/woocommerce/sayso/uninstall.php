<?php
/**
 * Takes away all that the plugin has kept.
 *
 * @package Sayso
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

/** On one site: its settings, and what it wrote to orders, wherever WooCommerce keeps them. */
function sayso_uninstall() {
	global $wpdb;
	delete_option( 'sayso' );
	$metas  = array( '_sayso_subject', '_sayso_purchase' );
	$tables = array( $wpdb->postmeta, $wpdb->prefix . 'wc_orders_meta' );
	foreach ( $tables as $table ) {
		// phpcs:disable WordPress.DB -- the orders' own table may not be there; table names are WordPress' own.
		if ( $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $table ) ) ) === $table ) {
			foreach ( $metas as $meta ) {
				$wpdb->delete( $table, array( 'meta_key' => $meta ) );
			}
		}
		// phpcs:enable
	}
	foreach ( array( 'sayso_send', 'sayso_forget' ) as $hook ) {
		wp_unschedule_hook( $hook );
		if ( function_exists( 'as_unschedule_all_actions' ) ) {
			as_unschedule_all_actions( $hook );
		}
	}
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
